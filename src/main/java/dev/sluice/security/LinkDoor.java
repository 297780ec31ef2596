package dev.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows links that Sluice itself has handed out and that open one thing without a key. Asked when no key is shown. */
@FunctionalInterface
public interface LinkDoor {
    /**
     * For whom a link acts, which may only read; empty if it is none, or not right.
     *
     * @param request a GET or HEAD; its body and parameters must not be touched
     */
    Optional<ApiClient> holder(HttpServletRequest request);
}
