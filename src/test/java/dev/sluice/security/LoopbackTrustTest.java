package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoopbackTrustTest {
    private final LoopbackTrust trust = new LoopbackTrust(InetAddress.getLoopbackAddress());

    private static MockHttpServletRequest request(String host, String remote) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setServerName(host);
        request.setRemoteAddr(remote);
        return request;
    }

    @Test
    void this_machine_is_trusted_while_nobody_else_can_reach_the_hub() throws Exception {
        assertThat(trust.trusts(request("localhost", "127.0.0.1"))).isTrue();
        assertThat(trust.trusts(request("127.0.0.1", "::1"))).isTrue();
        assertThat(new LoopbackTrust(null).trusts(request("localhost", "127.0.0.1")))
                .isFalse();
        assertThat(new LoopbackTrust(InetAddress.getByName("10.0.0.1")).trusts(request("localhost", "127.0.0.1")))
                .isFalse();
    }

    @Test
    void another_machine_is_not() {
        assertThat(trust.trusts(request("localhost", "10.0.0.7"))).isFalse();
    }

    @Test
    void a_name_that_somebody_has_pointed_at_this_machine_is_not() {
        assertThat(trust.trusts(request("rebound.example", "127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "Origin"})
    void who_comes_through_a_proxy_or_from_a_page_is_not(String header) {
        MockHttpServletRequest request = request("localhost", "127.0.0.1");
        request.addHeader(header, "x");

        assertThat(trust.trusts(request)).isFalse();
    }
}
