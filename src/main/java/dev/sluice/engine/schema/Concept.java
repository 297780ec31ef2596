package dev.sluice.engine.schema;

import java.util.List;

/** Something documents commonly say, such as the invoice number, with the labels it stands under. */
record Concept(String id, Kind kind, List<Phrase> phrases) {}
