package dev.sluice.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private final Outside outside = new Outside()
            .name("files.corp.internal", "10.1.2.3")
            .name("half.corp.internal", "10.1.2.3", "10.9.9.9")
            .name("nat64.example", "64:ff9b::5db8:d822");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, http://10.1.2.3/, true",
        "10.0.0.0/8, http://10.1.2.3:22/, true",
        "10.0.0.0/8, http://11.1.2.3:22/, false",
        "10.0.0.0/8, http://192.168.0.1/, false",
        "10.1.2.3:9000, http://10.1.2.3:9000/, true",
        "10.1.2.3:9000, http://10.1.2.3:9001/, false",
        "10.1.2.3:9000, http://10.1.2.4:9000/, false",
        "10.1.0.0/16:9000, http://10.1.77.1:9000/, true",
        "10.1.0.0/16:9000, http://10.1.77.1/, false",
        "10.1.0.0/16, http://files.corp.internal/, true",
        "10.1.0.0/16, http://half.corp.internal/, false",
        "fd00::/8, http://[fd12::1]/, true",
        "[fd00::/8]:443, https://[fd12::1]/, true",
        "[fd00::/8]:443, http://[fd12::1]/, false",
        "[fd12::1]:443, https://[fd12::1]/, true",
        "10.0.0.0/8, http://[::ffff:10.0.0.1]/, true",
        "64:ff9b::/96, http://nat64.example/, true",
        "64:ff9b::/96, http://[64:ff9b::a00:1]/, false",
        "0.0.0.0/0, http://169.254.169.254/, true",
        "0.0.0.0/0, http://[::1]/, false"
    })
    void an_entry_lets_through_what_it_names_and_nothing_else(String entry, String url, boolean allowed) {
        EgressClient client = outside.client(entry);

        if (allowed) {
            assertThat(client.requireAllowed(url)).isEqualTo(url);
        } else {
            assertThatThrownBy(() -> client.requireAllowed(url)).hasMessageContaining("not one that may be");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0/8",
                "localhost",
                "10.1.2.3:0",
                "10.1.2.3:99999",
                "fd00::/129",
                "[fd00::",
                "[fd00::1]x",
                "",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "010.0.0.1"
            })
    void an_entry_that_is_none_is_named_in_a_sentence(String entry) {
        assertThatThrownBy(() -> AllowedTarget.of(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sluice.egress.allow has '" + entry + "': ");
    }

    @Test
    void ports_that_are_none_are_named_in_a_sentence() {
        assertThatThrownBy(() -> Ports.of(java.util.List.of("80", "http")))
                .hasMessageStartingWith("sluice.egress.ports: 'http' is no port");
    }
}
