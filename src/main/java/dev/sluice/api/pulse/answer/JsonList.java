package dev.sluice.api.pulse.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.jobs.Spool;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON array that is filled beside others before it is its turn to be sent. */
public final class JsonList implements Closeable {
    private final Spool spool = new Spool();
    private final JsonGenerator items;
    private int size;
    private boolean complete;

    /** An empty one. */
    public JsonList() throws IOException {
        items = OwnJson.FACTORY.createGenerator((OutputStream) spool);
        items.writeStartArray();
    }

    /** Writes the next item with it. */
    public JsonGenerator next() {
        size++;
        return items;
    }

    /** How many items it has. */
    public int size() {
        return size;
    }

    /** Puts the array into an object that is being sent; nothing may be added afterwards. */
    public void writeTo(String name, JsonGenerator json, OutputStream out) throws IOException {
        if (!complete) {
            items.writeEndArray();
            items.flush();
            complete = true;
        }
        insert(name, spool, json, out);
    }

    /** Puts a value of ready JSON into an object that is being sent. */
    public static void insert(String name, Spool value, JsonGenerator json, OutputStream out) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(""); // the generator believes that the value is written
        json.flush();
        value.copyTo(out);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
