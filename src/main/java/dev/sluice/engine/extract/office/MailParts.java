package dev.sluice.engine.extract.office;

import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.jspecify.annotations.Nullable;

/** Which parts of a mail are its text; the others are its attachments. */
final class MailParts {
    static final int DEEPEST = 8;

    private MailParts() {}

    /** The last form we can read: senders put the richest last. */
    static @Nullable Entity best(List<Entity> forms) {
        Entity best = null;
        for (Entity form : forms) {
            if (form.getBody() instanceof Multipart || isShown(form) || best == null) {
                best = form;
            }
        }
        return best;
    }

    static boolean isShown(Entity entity) {
        String type = entity.getMimeType();
        boolean readable = type == null || type.equals("text/plain") || type.equals("text/html");
        return readable && entity.getFilename() == null && !"attachment".equals(entity.getDispositionType());
    }

    static @Nullable String fileName(Entity entity) {
        String name = entity.getFilename();
        if (name == null
                && entity.getHeader() != null
                && entity.getHeader().getField("Content-Type") instanceof ContentTypeField type) {
            name = type.getParameter("name"); // where old mail programs put it
        }
        return name == null ? null : DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT);
    }
}
