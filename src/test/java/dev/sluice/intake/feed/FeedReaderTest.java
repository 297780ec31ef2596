package dev.sluice.intake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedReaderTest {
    private static final URI BASE = URI.create("https://example.org/feeds/news.xml");

    private static Feed read(String text) throws FeedException {
        return new FeedReader().read(text.getBytes(StandardCharsets.UTF_8), null, BASE);
    }

    @Test
    void rss_lists_enclosures_else_pages_by_guid() throws Exception {
        Feed feed = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0"><channel><title>t</title><link>https://example.org</link><description>d</description>
                <item><title>Report</title><guid isPermaLink="false">r-1</guid><link>/page</link>
                  <enclosure url="../files/report.pdf" length="1" type="application/pdf"/>
                  <pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>
                <item><title>Page</title><link>https://example.org/p?a=1&amp;b=2#top</link></item>
                </channel></rss>""");

        assertThat(feed.format()).isEqualTo(Feed.Format.RSS);
        assertThat(feed.entries())
                .containsExactly(
                        new FeedEntry("r-1", "https://example.org/files/report.pdf", "2026-03-02T10:00:00Z", "Report"),
                        new FeedEntry(
                                "https://example.org/p?a=1&b=2#top", "https://example.org/p?a=1&b=2", "", "Page"));
    }

    @Test
    void atom_entries_have_the_time_of_their_update_as_version() throws Exception {
        Feed feed = read("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>x</id><updated>2026-01-01T00:00:00Z</updated>
                <entry><id>urn:1</id><title>One</title><link href="https://example.org/1.pdf"/>
                <published>2026-01-01T00:00:00Z</published><updated>2026-02-01T00:00:00Z</updated></entry></feed>""");

        assertThat(feed.format()).isEqualTo(Feed.Format.ATOM);
        assertThat(feed.entries())
                .containsExactly(new FeedEntry("urn:1", "https://example.org/1.pdf", "2026-02-01T00:00:00Z", "One"));
    }

    @Test
    void json_feeds_list_attachments_else_pages() throws Exception {
        Feed feed = read("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
                  {"id": "1", "url": "one.html", "date_modified": "2026-03-01T00:00:00Z"},
                  {"id": "2", "title": "Two", "attachments": [{"url": "/a.pdf"}, {"url": "/b.pdf", "title": "B"}]}]}""");

        assertThat(feed.format()).isEqualTo(Feed.Format.JSON_FEED);
        assertThat(feed.entries())
                .containsExactly(
                        new FeedEntry("1", "https://example.org/feeds/one.html", "2026-03-01T00:00:00Z", ""),
                        new FeedEntry("2", "https://example.org/a.pdf", "", "Two"),
                        new FeedEntry("2#2", "https://example.org/b.pdf", "", "B"));
    }

    @Test
    void sitemaps_list_pages_and_leave_their_images_out() throws Exception {
        Feed feed = read("""
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                <url><loc> https://example.org/a </loc><lastmod>2026-01-02</lastmod>
                <image:image><image:loc>https://example.org/a.png</image:loc></image:image></url></urlset>""");

        assertThat(feed.format()).isEqualTo(Feed.Format.SITEMAP);
        assertThat(feed.entries())
                .containsExactly(new FeedEntry("https://example.org/a", "https://example.org/a", "2026-01-02", ""));
    }

    @Test
    void a_sitemap_index_names_further_ones() throws Exception {
        Feed feed = read("""
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>https://example.org/s1.xml</loc></sitemap><sitemap><loc>s2.xml</loc></sitemap></sitemapindex>""");

        assertThat(feed.entries()).isEmpty();
        assertThat(feed.nested()).containsExactly("https://example.org/s1.xml", "https://example.org/feeds/s2.xml");
    }

    @Test
    void csv_is_known_by_its_headers_whatever_separates_them() throws Exception {
        Feed feed = read("# list\nName;URL;Last modified\n\"A; b\";a.pdf;2026-01-01\nC;ftp://x/y;\n");

        assertThat(feed.format()).isEqualTo(Feed.Format.CSV);
        assertThat(feed.entries())
                .containsExactly(new FeedEntry(
                        "https://example.org/feeds/a.pdf", "https://example.org/feeds/a.pdf", "2026-01-01", "A; b"));
        assertThat(feed.skipped())
                .containsExactly("The entry \"C\" has the link \"ftp://x/y\", which is no http or https address.");
    }

    @Test
    void a_plain_list_has_one_url_in_each_line_and_each_once() throws Exception {
        Feed feed = read("\uFEFF# ours\nhttps://example.org/a b.pdf\n\nhttps://example.org/c\nhttps://example.org/c\n");

        assertThat(feed.format()).isEqualTo(Feed.Format.LIST);
        assertThat(feed.entries())
                .extracting(FeedEntry::url)
                .containsExactly("https://example.org/a%20b.pdf", "https://example.org/c");
    }

    @Test
    void what_is_no_feed_says_so() {
        assertThatThrownBy(() -> read("")).hasMessage("The feed is empty.");
        assertThatThrownBy(() -> read("<!DOCTYPE html><html><body>x</body></html>"))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("web page");
        assertThatThrownBy(() -> read("<rss><channel>")).hasMessageContaining("broken");
        assertThatThrownBy(() -> read("<other/>")).hasMessageContaining("<other>");
        assertThatThrownBy(() -> read("{\"items\": 3}")).hasMessageContaining("items");
        assertThatThrownBy(() -> read("{\"items\": [")).hasMessageContaining("broken JSON");
        assertThatThrownBy(() -> read("just words\n")).hasMessageContaining("no feed");
    }

    @Test
    void entities_are_not_resolved() {
        assertThatThrownBy(() -> read("""
                        <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                        <rss version="2.0"><channel><item><title>&x;</title><link>https://example.org/</link></item></channel></rss>""")).isInstanceOf(FeedException.class).hasMessageContaining("DOCTYPE");
    }

    @Test
    void ten_thousand_entries_are_read_and_a_feed_without_end_is_refused() throws Exception {
        assertThat(read(lines(10_000)).entries()).hasSize(10_000);
        assertThatThrownBy(() -> read(lines(FeedReader.MAX_ENTRIES + 1))).hasMessageContaining("more than 100,000");
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://example.org/" + i)
                .collect(Collectors.joining("\n"));
    }
}
