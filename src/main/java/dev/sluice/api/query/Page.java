package dev.sluice.api.query;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/**
 * Which page of a list is asked for. The link to the next page carries a key, so that following links costs the same at
 * any depth; a page number alone skips rows by counting them.
 *
 * @param number from 1
 * @param cursor the key of the last row of the page before; null: {@code number} alone says where it begins
 */
public record Page(int number, int limit, @Nullable String cursor) {
    /** The most rows that a page has. */
    public static final int LARGEST = 100;

    private static final Pattern CURSOR = Pattern.compile("\\d{1,9}|[0-9a-f-]{36}");

    /** The body of every list. */
    public record Body<T>(List<T> data, Meta meta) {}

    /** Where in the list the page is; {@code nextUrl} is null on the last. */
    public record Meta(
            int page,
            int limit,
            long total,
            long totalPages,
            boolean hasNextPage,
            @Nullable String nextUrl) {}

    /** Reads {@code page}, {@code limit} and {@code cursor}. */
    public static Page of(Query query) {
        String cursor = query.text("cursor");
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Query.wrong("cursor", "must come from the link to a next page");
        }
        return new Page(query.number("page", 1, 100_000_000), query.number("limit", 10, LARGEST), cursor);
    }

    /** Rows to skip when there is no key. */
    public long offset() {
        return (number - 1L) * limit;
    }

    /** The place of the last row before this page, in a list whose rows are numbered without gaps from 0. */
    public int lastPlaceBefore() {
        return (int) Math.min(Integer.MAX_VALUE, offset() - 1);
    }

    /** The key as an id; null if there is none. */
    @Nullable
    public UUID cursorId() {
        if (cursor != null && cursor.length() != 36) {
            throw Query.wrong("cursor", "must come from the link to a next page of this list");
        }
        return cursor == null ? null : Query.id(cursor, "row");
    }

    /** The key as a place; -1 if there is none. */
    public int cursorPlace() {
        if (cursor != null && cursor.length() > 9) {
            throw Query.wrong("cursor", "must come from the link to a next page of this list");
        }
        return cursor == null ? -1 : Integer.parseInt(cursor);
    }

    /**
     * The answer.
     *
     * @param rows those of this page and, if there is one, the first of the next
     * @param key of a row
     */
    public <R, T> ResponseEntity<Body<T>> answer(
            HttpServletRequest request,
            Query query,
            Links links,
            List<R> rows,
            long total,
            Function<R, String> key,
            Function<List<R>, List<T>> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = null;
        if (more) {
            Map<String, String> parameters = new TreeMap<>(query.given());
            parameters.put("page", Integer.toString(number + 1));
            parameters.put("limit", Integer.toString(limit));
            parameters.put("cursor", key.apply(shown.get(limit - 1)));
            StringBuilder url = new StringBuilder(links.to(request.getRequestURI()));
            parameters.forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(UriUtils.encode(value, StandardCharsets.UTF_8)));
            next = url.toString();
        }
        Meta meta = new Meta(number, limit, total, (total + limit - 1) / limit, more, next);
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (next != null) {
            response.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return response.body(new Body<>(view.apply(shown), meta));
    }
}
