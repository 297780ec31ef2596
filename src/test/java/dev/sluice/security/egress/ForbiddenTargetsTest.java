package dev.sluice.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings by which others have been led to connect to what they should not. Nothing is ever dialed here. */
class ForbiddenTargetsTest {
    private static final EgressLimits LIMITS =
            new EgressLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 1000);

    private final Outside outside = new Outside()
            .name("localhost", "127.0.0.1", "::1")
            .name("ip6-localhost", "::1")
            .name("foo.localhost", "127.0.0.1")
            .name("private-record.example", "10.1.2.3")
            .name("half-private.example", Outside.PUBLIC, "192.168.0.7")
            .name("private-only-over-v6.example", "fd12::1")
            .name("mapped.example", "::ffff:10.0.0.1")
            .name("nat64-to-private.example", "64:ff9b::a00:1");

    private final EgressClient client = outside.client();

    static final List<String> LITERALS = List.of(
            "http://127.0.0.1/",
            "http://127.0.0.1:22/",
            "http://127.0.0.1:5432/",
            "http://127.0.0.1:8080/actuator/prometheus",
            "http://127.1/",
            "http://127.0.1/",
            "http://0/",
            "http://0.0.0.0/",
            "http://2130706433/",
            "http://017700000001/",
            "http://0177.0.0.1/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0x7f.1/",
            "http://127.0.0.1./",
            "http://127.127.127.127/",
            "http://127.0.0.0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[0000::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[64:ff9b:1::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:7f00:1::80ff:fefe]/",
            "http://[fe80::5efe:10.0.0.1]/",
            "http://[2001:db8::5efe:10.0.0.1]/",
            "http://[2a00:1450::5efe:10.0.0.1]/",
            "http://[2a00:1450::200:5efe:10.0.0.1]/",
            "http://[fe80::1%25lo]/",
            "http://[::1%25lo]/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/",
            "http://[fec0::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://2852039166/",
            "http://0xa9fea9fe/",
            "http://0251.0376.0251.0376/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://100.100.100.200/",
            "http://192.0.0.192/",
            "http://198.18.0.1/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://10.0.0.1/",
            "http://172.31.255.255/",
            "http://192.168.1.1/",
            "http://224.0.0.1/",
            "http://192.0.2.1/",
            "http://192.88.99.1/",
            "http://198.51.100.1/",
            "http://203.0.113.1/",
            "http://[100::1]/",
            "http://[2001:2::1]/",
            "http://[3fff::1]/",
            "http://[5f00::1]/",
            "http://[ff02::1]/",
            "http://256.256.256.256/",
            "http://4294967297/",
            "http://127.0.0.256/",
            "http://1.2.3.4.5/",
            "http://1.2.3/");

    static final List<String> NAMES = List.of(
            "http://localhost/",
            "http://localhost./",
            "http://LOCALHOST/",
            "http://LocalHost/",
            "http://foo.localhost/",
            "http://localhost.localdomain/",
            "http://ip6-localhost/",
            "http://metadata.google.internal/computeMetadata/v1/",
            "http://metadata.amazonaws.com/",
            "http://metadata/",
            "http://printer.local/",
            "http://wiki.corp.internal/",
            "http://private-record.example/",
            "http://half-private.example/",
            "http://private-only-over-v6.example/",
            "http://mapped.example/",
            "http://nat64-to-private.example/");

    static final List<String> SPELLINGS = List.of(
            "http://good.example@127.0.0.1/",
            "http://good.example:80@127.0.0.1:80/",
            "http://good.example:@127.0.0.1/",
            "http://127.0.0.1@good.example/",
            "http://@good.example/",
            "http://127.0.0.1#@good.example/",
            "http://127.0.0.1?@good.example/",
            "http://good.example\\@127.0.0.1/",
            "http://127.0.0.1:80\\@good.example:80/",
            "http://1.1.1.1 &@2.2.2.2# @3.3.3.3/",
            " http://good.example/",
            "http://good.example/ ",
            "\thttp://good.example/",
            "\0http://good.example/",
            "ht\ntp://good.example/",
            "http://good.example/a\u0000b",
            "http:127.0.0.1/",
            "http:/127.0.0.1/",
            "http:///127.0.0.1/",
            "//127.0.0.1/",
            "/etc/passwd",
            "",
            "http://",
            "http://%31%32%37.0.0.1/",
            "http://127.0.0.1%2f@good.example/",
            "http://127.0.0.1%00.good.example/",
            "http://①②⑦.⓪.⓪.①/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
            "http://local\u00ADhost/",
            "http://local\u200Bhost/",
            "http://\u212Aelvin.example/",
            "http://127.0.0.\u0661/",
            "http://\u0E51\u0E52\u0E57.0.0.1/",
            "http://xn--/",
            "http://xn--a.example/",
            "http://xn--localhost-.example/",
            "http://" + "a".repeat(64) + ".example/",
            "http://" + "a.".repeat(127) + "example/",
            "http://a..b/",
            "http://-a.b/",
            "http://a-.b/",
            "http://_x.y/",
            "http://good.example:0/",
            "http://good.example:65536/",
            "http://good.example:/",
            "http://good.example:+80/",
            "http://good.example:080/",
            "http://good.example:80:90/",
            "http://good.example:22/",
            "http://good.example:25/",
            "http://good.example:99999999999/",
            "http://good.example%0d%0aX: y/",
            "http://good.example/%0d%0aX:%20y",
            "http://good.example/\r\nX: y",
            "http://good.example/?q=\r\nX: y",
            "http://good.example/?q=%0A",
            "http://good.example/" + "a".repeat(100_000));

    static final List<String> SCHEMES = List.of(
            "file:/etc/passwd",
            "FILE:/etc/passwd",
            "file:///etc/passwd",
            "file://host/etc/passwd",
            "url:file:///etc/passwd",
            "jar:http://127.0.0.1!/x",
            "jar:file:/tmp/x.jar!/",
            "ftp://good.example/",
            "mailto:a@good.example",
            "gopher://good.example/",
            "dict://good.example/",
            "ldap://good.example/",
            "netdoc:/etc/passwd",
            "tftp://good.example/",
            "sftp://good.example/",
            "data:text/plain,x",
            "jrt:/java.base",
            "classpath:application.yaml",
            "ws://good.example/",
            "s3://bucket/key",
            "s3://bucket@127.0.0.1/",
            "httpx://good.example/",
            "javascript:alert(1)");

    // By number: some of them hold characters that no report takes.
    @ParameterizedTest(name = "{index}")
    @FieldSource({"LITERALS", "NAMES", "SPELLINGS", "SCHEMES"})
    void no_spelling_leads_inside(String url) {
        requireRefused(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/",
                "HTTPS://Good.Example/a%20b?x=1#page=2",
                "http://good.example:8080/a//b/../c",
                "http://93.184.216.34/",
                "http://[2606:2800:220:1::1]:443/",
                "http://xn--bcher-kva.example/",
                "http://good.example/Rechnung-März.pdf"
            })
    void what_is_public_is_dialed_at_its_address(String url) {
        assertThatThrownBy(() -> client.execute(EgressRequest.get(url, Map.of(), LIMITS)))
                .isInstanceOfSatisfying(
                        EgressException.class, e -> assertThat(e.kind()).isEqualTo(EgressException.Kind.NO_CONNECTION));
        assertThat(outside.dialed).hasSize(1);
    }

    @Test
    void a_name_is_resolved_once_for_one_dial() {
        assertThatThrownBy(() -> client.execute(EgressRequest.get("http://good.example/", Map.of(), LIMITS)))
                .isInstanceOf(EgressException.class);

        assertThat(outside.resolved).containsExactly("good.example");
        assertThat(outside.dialed.get(0).getAddress()).isEqualTo(Outside.address(Outside.PUBLIC));
    }

    @Test
    void a_name_whose_address_changes_after_it_was_judged_is_judged_again() {
        outside.name("rebound.example", Outside.PUBLIC).name("rebound.example", "127.0.0.1");

        assertThat(client.requireAllowed("http://rebound.example/a")).isEqualTo("http://rebound.example/a");

        requireRefused("http://rebound.example/a");
    }

    @Test
    void a_url_is_judged_before_it_is_written_down_too() {
        assertThatThrownBy(() -> client.requireAllowed("http://half-private.example/"))
                .isInstanceOf(SluiceException.class);
        assertThat(outside.dialed).isEmpty();
    }

    @Test
    void a_name_without_an_address_may_get_one_and_is_no_offence() {
        outside.name("not-yet.example");

        assertThat(client.requireAllowed("http://not-yet.example/")).isEqualTo("http://not-yet.example/");
        assertThatThrownBy(() -> client.execute(EgressRequest.get("http://not-yet.example/", Map.of(), LIMITS)))
                .isInstanceOfSatisfying(
                        EgressException.class, e -> assertThat(e.kind()).isEqualTo(EgressException.Kind.UNKNOWN_HOST));
    }

    @Test
    void the_hub_itself_is_refused_even_where_its_address_is_allowed() {
        outside.own.add(new java.net.InetSocketAddress(Outside.address("127.0.0.1"), 8080));
        EgressClient generous = outside.client("127.0.0.0/8");

        assertThatThrownBy(() -> generous.execute(EgressRequest.get("http://127.0.0.1:8080/", Map.of(), LIMITS)))
                .isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> generous.execute(EgressRequest.postConfigured(
                        "http://127.0.0.1:8080/", Map.of(), new EgressBody.Bytes(new byte[0], "text/plain"), LIMITS)))
                .isInstanceOf(SluiceException.class);
        assertThat(outside.dialed).isEmpty();
    }

    private void requireRefused(String url) {
        assertThatThrownBy(() -> client.execute(EgressRequest.get(url, Map.of(), LIMITS)))
                .isInstanceOfSatisfying(SluiceException.class, e -> {
                    assertThat(e.failure().code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED);
                    // The same words whatever the reason, and nothing of the target.
                    assertThat(e.failure().message()).isEqualTo("The address is not one that may be connected to.");
                });
        assertThat(outside.dialed).isEmpty();
    }
}
