package dev.sluice.engine.schema;

import java.util.Set;

/** One document made ready for questions: its lines, its labels, its ways of writing. */
final class DocumentReading {
    final View view;
    final DocumentStyle style;
    final LabelFinder labels;
    final SpotFinder spots;
    final ValueReader reader;
    final Sections sections;
    final Lexicon lexicon;
    final RunWords words;
    final String prefix;

    DocumentReading(View view, Lexicon lexicon, RunWords words, Set<Long> ownLabels, String prompt, String prefix) {
        this.view = view;
        this.lexicon = lexicon;
        this.words = words;
        this.prefix = prefix;
        this.style = DocumentStyle.of(view, words.stopWords(), prompt);
        this.labels = new LabelFinder(view, lexicon, words, ownLabels);
        this.spots = new SpotFinder(view, labels, lexicon, words);
        this.reader = new ValueReader(style, words, lexicon);
        this.sections = new Sections(this);
    }
}
