package dev.sluice.engine.parser;

import org.jspecify.annotations.Nullable;

/** One message to a parser process: exactly one of the three is set. */
public record ParserOrder(
        @Nullable ParseTask document,
        @Nullable OperationTask operation,
        @Nullable ArchiveTask archive) {
    /** An order to extract a document. */
    public static ParserOrder of(ParseTask document) {
        return new ParserOrder(document, null, null);
    }

    /** An order to carry an operation out on extractions. */
    public static ParserOrder of(OperationTask operation) {
        return new ParserOrder(null, operation, null);
    }

    /** An order to take an archive apart. */
    public static ParserOrder of(ArchiveTask archive) {
        return new ParserOrder(null, null, archive);
    }
}
