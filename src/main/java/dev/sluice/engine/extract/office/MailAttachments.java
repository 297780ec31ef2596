package dev.sluice.engine.extract.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** The parts of a mail that {@link MailExtractor} names and does not read. */
public final class MailAttachments {
    private static final Set<String> SIGNATURES =
            Set.of("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature");

    private final Consumer consumer;
    private int nameless;

    private MailAttachments(Consumer consumer) {
        this.consumer = consumer;
    }

    /** Takes attachments as they come. */
    @FunctionalInterface
    public interface Consumer {
        /** The next one. */
        void take(Attachment attachment) throws IOException;
    }

    /**
     * One part.
     *
     * @param name as it is called there, or one of ours
     * @param inline whether it is a picture that the text shows
     * @param leftOut why it is no document whatever it holds, or null
     */
    public record Attachment(
            String name,
            byte[] content,
            boolean inline,
            @Nullable String leftOut) {}

    /** Hands out the attachments of a mail, in their order. */
    public static void read(Path document, Consumer consumer) throws IOException {
        MailAttachments attachments = new MailAttachments(consumer);
        for (byte[] mail : MailFile.mails(document)) {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
            Message message = builder.parseMessage(new ByteArrayInputStream(mail));
            try {
                attachments.entity(message, 0);
            } finally {
                message.dispose();
            }
        }
    }

    private void entity(Entity entity, int depth) throws IOException {
        Body body = entity.getBody();
        boolean tooDeep = depth >= MailParts.DEEPEST;
        if (body instanceof Multipart parts && !tooDeep) {
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
        } else if (body instanceof Message inner && !tooDeep) {
            entity(inner, depth + 1);
        } else if (body instanceof SingleBody single) {
            if (!MailParts.isShown(entity)) {
                attachment(entity, single);
            }
        } else if (body != null) {
            consumer.take(new Attachment(name(entity), new byte[0], false, "it is nested too deep"));
        }
    }

    private void attachment(Entity entity, SingleBody body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.writeTo(content);
        String type = String.valueOf(entity.getMimeType()).toLowerCase(Locale.ROOT);
        boolean inline = type.startsWith("image/")
                && !"attachment".equals(entity.getDispositionType())
                && ("inline".equals(entity.getDispositionType())
                        || entity.getHeader().getField("Content-ID") != null);
        String leftOut = SIGNATURES.contains(type) ? "it is the mail's signature" : null;
        consumer.take(new Attachment(name(entity), content.toByteArray(), inline, leftOut));
    }

    private String name(Entity entity) {
        String name = MailParts.fileName(entity);
        return name == null || name.isBlank() ? "attachment-" + ++nameless + ending(entity.getMimeType()) : name;
    }

    private static String ending(@Nullable String mediaType) {
        try {
            return mediaType == null
                    ? ""
                    : MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
        } catch (MimeTypeException e) {
            return "";
        }
    }
}
