package dev.sluice.engine.extract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ArchiveListing;
import dev.sluice.engine.ArchiveListing.Entry;
import dev.sluice.engine.parser.ArchiveTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveRunnerTest {
    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        output = Files.createDirectory(folder.resolve("out"));
    }

    private interface Filling {
        void into(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zip(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            filling.into(zip);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ArchiveListing open(byte[] bytes, String name) throws IOException {
        return open(bytes, name, new ArchiveTask.Limits(10, 300_000_000, 1_000_000, 200, 1_000));
    }

    private ArchiveListing open(byte[] bytes, String name, ArchiveTask.Limits limits) throws IOException {
        Path file = Files.write(folder.resolve("archive.bin"), bytes);
        return new ArchiveRunner()
                .run(new ArchiveTask(file.toString(), name, null, output.toString(), List.of("zip", "eml"), limits));
    }

    private static Entry entry(ArchiveListing listing, String path) {
        return listing.entries().stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_file_of_an_archive_is_unpacked_under_a_number() throws IOException {
        ArchiveListing listing = open(
                zip(zip -> {
                    put(zip, "a.txt", text("one"));
                    zip.putNextEntry(new ZipEntry("sub/"));
                    put(zip, "sub/März ✓.txt", text("two"));
                    put(zip, "empty.txt", new byte[0]);
                }),
                "x.zip");

        assertThat(listing.kind()).isEqualTo("zip");
        assertThat(listing.entries()).extracting(Entry::path).containsExactly("a.txt", "sub/März ✓.txt", "empty.txt");
        assertThat(output.resolve(String.valueOf(listing.entries().get(1).file())))
                .hasContent("two");
        assertThat(listing.entries()).allMatch(entry -> entry.reason() == null);
    }

    @Test
    void an_office_document_is_no_archive() throws IOException {
        ArchiveListing listing =
                open(Files.readAllBytes(Path.of("src/main/resources/demo/handbook-1p.docx")), "handbook.zip");

        assertThat(listing.kind()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, leads out",
        "a/../../b.txt, leads out",
        "..\\\\windows\\\\x.txt, leads out",
        "/etc/passwd, absolute",
        "C:\\\\x.txt, absolute",
        "__MACOSX/._a.txt, left by the program",
        "sub/.DS_Store, left by the program",
        ".git/config, hidden"
    })
    void a_name_that_is_none_is_left_out_and_harms_no_other(String name, String reason) throws IOException {
        ArchiveListing listing = open(
                zip(zip -> {
                    put(zip, name.replace("\\\\", "\\"), text("bad"));
                    put(zip, "good.txt", text("good"));
                }),
                "x.zip");

        assertThat(listing.entries().get(0).reason()).contains(reason);
        assertThat(listing.entries().get(0).path()).doesNotStartWith("/");
        assertThat(entry(listing, "good.txt").file()).isNotNull();
        try (var files = Files.list(output)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void names_that_are_odd_are_made_harmless_and_those_that_come_twice_are_told_apart() throws IOException {
        byte[] bytes = zip(zip -> {
            put(zip, "a.txt", text("1"));
            put(zip, "A.TXT", text("2"));
            put(zip, "./a.txt", text("3"));
            put(zip, "x\u0000y\n\u202Efdp.exe", text("4"));
            put(zip, "l".repeat(400) + ".pdf", text("5"));
        });

        List<String> paths =
                open(bytes, "x.zip").entries().stream().map(Entry::path).toList();

        assertThat(paths.subList(0, 4)).containsExactly("a.txt", "A~2.TXT", "a~3.txt", "x_y__fdp.exe");
        assertThat(paths.get(4)).hasSize(200).endsWith("l.pdf");
    }

    @Test
    void names_in_the_old_encoding_are_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setEncoding("IBM437");
            zip.setUseLanguageEncodingFlag(false);
            zip.putArchiveEntry(new ZipArchiveEntry("Übersicht.txt"));
            zip.write(text("x"));
            zip.closeArchiveEntry();
        }

        assertThat(open(bytes.toByteArray(), "x.zip").entries().get(0).path()).isEqualTo("Übersicht.txt");
    }

    @Test
    void a_link_is_left_out() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link.txt");
            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
            zip.putArchiveEntry(link);
            zip.write(text("/etc/passwd"));
            zip.closeArchiveEntry();
        }

        assertThat(open(bytes.toByteArray(), "x.zip").entries().get(0).reason()).contains("link");
    }

    @Test
    void an_entry_that_is_damaged_or_too_large_is_left_out_and_harms_no_other() throws IOException {
        byte[] content = text("the content of the stored entry");
        byte[] bytes = zip(zip -> {
            ZipEntry stored = new ZipEntry("damaged.txt");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(content.length);
            CRC32 crc = new CRC32();
            crc.update(content);
            stored.setCrc(crc.getValue());
            zip.putNextEntry(stored);
            zip.write(content);
            zip.closeEntry();
            byte[] noise = new byte[1_000_001];
            new java.util.Random(1).nextBytes(noise);
            put(zip, "large.bin", noise);
            put(zip, "good.txt", text("good"));
        });
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content of");
        bytes[at] = 'X';

        ArchiveListing listing = open(bytes, "x.zip");

        assertThat(entry(listing, "damaged.txt").reason()).contains("checksum");
        assertThat(entry(listing, "large.bin").reason()).contains("sluice.limits.file-size");
        assertThat(entry(listing, "good.txt").reason()).isNull();
    }

    @Test
    void an_archive_with_a_password_says_so() throws IOException {
        byte[] bytes = zip(zip -> put(zip, "a.txt", text("secret")));
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && (bytes[i + 2] == 1 || bytes[i + 2] == 3)) {
                bytes[i + (bytes[i + 2] == 1 ? 8 : 6)] |= 1;
            }
        }

        fails(ErrorCode.PASSWORD_PROTECTED, bytes, "password");
    }

    @Test
    void too_many_documents_or_bytes_refuse_the_archive() throws IOException {
        fails(
                ErrorCode.ARCHIVE_TOO_LARGE,
                zip(zip -> {
                    for (int i = 0; i < 11; i++) {
                        put(zip, i + ".txt", text("x"));
                    }
                }),
                "more than 10 documents");
        byte[] half = new byte[600_000];
        new java.util.Random(2).nextBytes(half);
        byte[] two = zip(zip -> {
            put(zip, "a", half);
            put(zip, "b", half);
        });
        assertThatThrownBy(() -> open(two, "x.zip", new ArchiveTask.Limits(10, 1_000_000, 1_000_000, 200, 0)))
                .hasMessageContaining("sluice.limits.archive-size");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000_000, 50_000_000})
    void a_bomb_is_refused_before_it_is_unpacked(int size) throws IOException {
        byte[] bytes = zip(zip -> put(zip, "zeros", new byte[size]));

        fails(ErrorCode.ARCHIVE_TOO_LARGE, bytes, "bomb");
        try (var files = Files.list(output)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_bomb_of_many_that_are_each_small_enough_is_refused() throws IOException {
        byte[] bytes = zip(zip -> {
            for (int i = 0; i < 10; i++) {
                put(zip, "zeros" + i, new byte[20_000_000]);
            }
        });

        assertThatThrownBy(() -> open(bytes, "x.zip", new ArchiveTask.Limits(10, 300_000_000, 30_000_000, 200, 0)))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("bomb");
    }

    @Test
    void half_an_archive_is_damaged() throws IOException {
        byte[] whole = zip(zip -> put(zip, "a.txt", text("one")));

        assertThatThrownBy(() -> open(Arrays.copyOf(whole, whole.length - 20), "x.zip"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void the_attachments_of_a_mail_are_taken_and_what_belongs_to_its_text_is_not() throws IOException {
        String mail = """
                From: a@example.com
                To: b@example.com
                Subject: Two attachments
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/plain

                Hello
                --c
                Content-Type: text/html

                <p>Hello <img src="cid:logo"></p>
                --c--
                --b
                Content-Type: image/png
                Content-ID: <logo>
                Content-Disposition: inline; filename="logo.png"
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="=?utf-8?B?UmVjaG51bmcgTcOkcnoucGRm?="
                Content-Transfer-Encoding: base64

                JVBERi0xLjQK
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="../../x.pdf"

                %PDF
                --b
                Content-Type: text/csv
                Content-Disposition: attachment

                a,b
                --b
                Content-Type: application/pgp-signature; name="signature.asc"

                xx
                --b--
                """.replace("\n", "\r\n");

        ArchiveListing listing = open(text(mail), "mail.eml");

        assertThat(listing.kind()).isEqualTo("eml");
        assertThat(listing.entries())
                .filteredOn(entry -> entry.file() != null)
                .extracting(Entry::path)
                .containsExactly("Rechnung März.pdf", "__.._x.pdf", "attachment-1.csv");
        assertThat(entry(listing, "logo.png").reason()).contains("small picture");
        assertThat(entry(listing, "signature.asc").reason()).contains("signature");
        assertThat(output.resolve(
                        String.valueOf(entry(listing, "Rechnung März.pdf").file())))
                .hasContent("%PDF-1.4");
    }

    private void fails(ErrorCode code, byte[] bytes, String words) {
        assertThatThrownBy(() -> open(bytes, "x.zip"))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code))
                .hasMessageContaining(words);
    }
}
