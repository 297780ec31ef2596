package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Mail: the subject is the heading, then the addresses, then the richest form of the body. A forwarded message follows
 * under a heading of its own; attachments are listed and warned about, not read.
 */
public final class MailExtractor implements Extractor {
    private static final List<String> SHOWN = List.of("From", "To", "Cc", "Date");

    @Override
    public boolean reads(String mediaType) {
        return mediaType.startsWith("message/rfc822")
                || mediaType.equals("message/x-emlx")
                || mediaType.equals("application/mbox")
                || mediaType.startsWith("multipart/");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        AttachmentList attachments = new AttachmentList();
        for (byte[] mail : MailFile.mails(document)) {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
            Message message = builder.parseMessage(new ByteArrayInputStream(mail));
            try {
                sink.metadata("title", field(message, "Subject"));
                sink.metadata("author", field(message, "From"));
                sink.metadata("created", field(message, "Date"));
                new MessageReader(sink, attachments).message(message, 0);
            } finally {
                message.dispose();
            }
        }
        attachments.names().forEach(name -> sink.add(Block.paragraph("Attachment: " + name, 0, null)));
        if (!sink.task().opened()) {
            attachments.report(sink);
        }
    }

    private static @Nullable String field(Message message, String name) {
        Field field = message.getHeader() == null ? null : message.getHeader().getField(name);
        return field == null
                ? null
                : Texts.oneLine(DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT));
    }

    private static final class MessageReader {
        private final DocumentSink sink;
        private final AttachmentList attachments;

        MessageReader(DocumentSink sink, AttachmentList attachments) {
            this.sink = sink;
            this.attachments = attachments;
        }

        void message(Message message, int depth) throws IOException {
            String subject = field(message, "Subject");
            sink.add(Block.heading(depth + 1, subject == null ? "" : subject, 0, null));
            for (String name : SHOWN) {
                String value = field(message, name);
                if (value != null && !value.isBlank()) {
                    sink.add(Block.paragraph(name + ": " + value, 0, null));
                }
            }
            entity(message, depth);
        }

        private void entity(Entity entity, int depth) throws IOException {
            Body body = entity.getBody();
            boolean tooDeep = depth >= MailParts.DEEPEST;
            if (body instanceof Multipart parts && !tooDeep) {
                multipart(parts, depth);
            } else if (body instanceof Message inner && !tooDeep) {
                message(inner, depth + 1);
            } else if (body instanceof SingleBody single && MailParts.isShown(entity)) {
                text(single, entity);
            } else {
                attachments.add(name(entity));
            }
        }

        private void multipart(Multipart parts, int depth) throws IOException {
            if (parts.getSubType().equalsIgnoreCase("alternative")) {
                Entity best = MailParts.best(parts.getBodyParts());
                if (best != null) {
                    entity(best, depth);
                }
                return;
            }
            for (Entity part : parts.getBodyParts()) {
                entity(part, depth + 1);
            }
        }

        private static String name(Entity entity) {
            String name = MailParts.fileName(entity);
            return name == null ? "a part of type " + entity.getMimeType() : name;
        }

        private void text(SingleBody body, Entity entity) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            body.writeTo(bytes);
            String text = bytes.toString(charset(entity));
            if ("text/html".equals(entity.getMimeType())) {
                HtmlExtractor.readBody(Jsoup.parse(text), sink, false);
            } else {
                for (String paragraph : text.split("\\R\\s*\\R")) {
                    sink.add(Block.paragraph(Texts.lines(paragraph), 0, null));
                }
            }
        }

        private static Charset charset(Entity entity) {
            try {
                String name = entity.getCharset();
                Charset declared = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
                // Many senders say ASCII and write UTF-8.
                return declared.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : declared;
            } catch (IllegalArgumentException e) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
