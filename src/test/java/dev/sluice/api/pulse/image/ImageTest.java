package dev.sluice.api.pulse.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.extract.Multipart;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ImageTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE, "--sluice.ocr.command=");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(10, 10, 100, 60);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] document(String kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] png = picture("png");
        switch (kind) {
            case "pdf" -> {
                try (PDDocument pdf = new PDDocument()) {
                    PDPage page = new PDPage();
                    pdf.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                        content.newLineAtOffset(72, 700);
                        content.showText("A page with a picture");
                        content.endText();
                        content.drawImage(PDImageXObject.createFromByteArray(pdf, png, "a.png"), 72, 500, 120, 80);
                    }
                    pdf.save(out);
                }
            }
            case "docx" -> {
                try (XWPFDocument word = new XWPFDocument()) {
                    word.createParagraph().createRun().setText("A text with a picture");
                    word.createParagraph()
                            .createRun()
                            .addPicture(
                                    new ByteArrayInputStream(png),
                                    Document.PICTURE_TYPE_PNG,
                                    "a.png",
                                    Units.toEMU(120),
                                    Units.toEMU(80));
                    word.write(out);
                } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException e) {
                    throw new IOException(e);
                }
            }
            case "pptx" -> {
                try (XMLSlideShow slides = new XMLSlideShow()) {
                    slides.createSlide().createPicture(slides.addPicture(png, PictureData.PictureType.PNG));
                    slides.write(out);
                }
            }
            case "xlsx" -> {
                try (XSSFWorkbook book = new XSSFWorkbook()) {
                    XSSFSheet sheet = book.createSheet("Pictures");
                    sheet.createRow(0).createCell(0).setCellValue("A cell");
                    sheet.createDrawingPatriarch()
                            .createPicture(
                                    new XSSFClientAnchor(0, 0, 0, 0, 1, 1, 4, 4),
                                    book.addPicture(png, Workbook.PICTURE_TYPE_PNG));
                    book.write(out);
                }
            }
            default -> out.writeBytes(picture(kind));
        }
        return out.toByteArray();
    }

    private HttpRequest.Builder keyed(String path) {
        return hub.to(path).header("x-api-key", RunningHub.KEY);
    }

    private JsonNode extract(String kind, boolean images) throws Exception {
        HttpResponse<String> response = hub.send(new Multipart()
                .file("blob", "application/octet-stream", document(kind))
                .text("figureProcessing", "{\"showImages\":" + images + "}")
                .to(keyed("/extract")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return java.net.http.HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String path(JsonNode image) {
        String url = image.path("image_url").asText();
        String origin = "http://127.0.0.1:" + hub.port();
        assertThat(url).startsWith(origin + "/results/").contains("/images/");
        return url.substring(origin.length());
    }

    private String code(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        return response.statusCode() + " "
                + json.readTree(response.body()).path("error").path("code").asText();
    }

    @ParameterizedTest
    @CsvSource({"pdf,png", "docx,png", "pptx,png", "xlsx,png", "png,png", "jpg,jpeg", "gif,png"})
    void the_pictures_of_a_document_can_be_had_as_often_as_somebody_asks(String kind, String type) throws Exception {
        JsonNode images = extract(kind, true).path("bounding_boxes").path("Images");
        assertThat(images).hasSize(1);
        JsonNode image = images.path(0);
        assertThat(image.path("id").asText()).isEqualTo("fig-1");
        assertThat(image.path("visual_type").asText()).isEqualTo("image");
        String path = path(image);

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> response = bytes(keyed(path));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).hasValue("image/" + type);
            BufferedImage shown = ImageIO.read(new ByteArrayInputStream(response.body()));
            assertThat(shown.getWidth()).isEqualTo(120);
            assertThat(shown.getHeight()).isEqualTo(80);
        }
        HttpResponse<String> head = hub.send(keyed(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).hasValue("image/" + type);
    }

    @Test
    void where_a_picture_stands_is_told() throws Exception {
        JsonNode pdf =
                extract("pdf", true).path("bounding_boxes").path("Images").path(0);
        assertThat(pdf.path("page_number").asInt()).isEqualTo(1);
        assertThat(pdf.path("bounding_box").path(0).asDouble()).isBetween(0.11, 0.12);
        assertThat(pdf.path("bounding_box").path(2).asDouble()).isBetween(0.31, 0.32);
        JsonNode sheet =
                extract("xlsx", true).path("bounding_boxes").path("Images").path(0);
        assertThat(sheet.path("sheet_name").asText()).isEqualTo("Pictures");
        assertThat(sheet.path("sheet_index").asInt(-1)).isZero();
        JsonNode whole =
                extract("png", true).path("bounding_boxes").path("Images").path(0);
        assertThat(whole.path("bounding_box").toString()).isEqualTo("[0.0,0.0,1.0,0.0,1.0,1.0,0.0,1.0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "docx", "png"})
    void nothing_is_kept_that_nobody_asked_for(String kind) throws Exception {
        JsonNode result = extract(kind, false);
        String job = result.path("extraction_url").asText().replaceFirst(".*/job/", "");

        assertThat(result.path("bounding_boxes").path("Images")).isEmpty();
        assertThat(code(hub.get("/results/" + job + "/images/figure-1.png"))).isEqualTo("404 JOB_001");
        assertThat(DATABASE.jdbcClient()
                        .sql("SELECT count(*) FROM artifact WHERE job_id = ?::uuid AND parts::text LIKE '%figure%'")
                        .param(job)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_picture_needs_the_key_and_a_name_that_is_one() throws Exception {
        String path =
                path(extract("pdf", true).path("bounding_boxes").path("Images").path(0));
        String folder = path.substring(0, path.lastIndexOf('/') + 1);

        assertThat(code(hub.send(hub.to(path)))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(hub.to(path + "?token=" + "x".repeat(43))))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(hub.to(path).header("x-api-key", "wrong")))).isEqualTo("401 AUTH_002");
        assertThat(code(hub.get(folder + "figure-2.png"))).isEqualTo("404 JOB_001");
        assertThat(code(hub.get(folder + "result.json"))).isEqualTo("400 REQ_003");
        assertThat(code(hub.get(folder + "..%2fresult.json"))).startsWith("400 ");
        assertThat(code(hub.get(folder + "..%5cresult.json"))).startsWith("400 ");
        assertThat(code(hub.get("/results/undefined/images/figure-1.png"))).isEqualTo("404 JOB_001");
        assertThat(code(hub.get("/results/01a20281-ce0a-7bb1-97c3-7ede5e257cf1/images/figure-1.png")))
                .isEqualTo("404 JOB_001");
        assertThat(code(hub.get(path.replaceFirst("/images/.*", "/pdf")))).isEqualTo("404 JOB_001");
        assertThat(code(hub.get("/results/undefined/pdf"))).isEqualTo("404 JOB_001");
        assertThat(code(hub.send(keyed(path).DELETE()))).isEqualTo("405 GENERAL_003");
    }
}
