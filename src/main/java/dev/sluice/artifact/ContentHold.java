package dev.sluice.artifact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Contents that belong to one request. As long as it is open none of them is swept, however slowly the rest comes in;
 * close it when they are written down, or will not be. Several threads may store into it.
 */
public final class ContentHold implements AutoCloseable {
    private final ContentStore store;
    private final List<String> contents = Collections.synchronizedList(new ArrayList<>());

    ContentHold(ContentStore store) {
        this.store = store;
    }

    /** A stream that takes one content; its {@code commit} makes it durable. */
    public ContentSink open() throws IOException {
        return new ContentSink(store, store.temporary(), contents::add);
    }

    /** Leaves what nobody has written down to the sweep. */
    @Override
    public void close() {
        store.release(contents);
        contents.clear();
    }
}
