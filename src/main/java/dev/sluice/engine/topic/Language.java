package dev.sluice.engine.topic;

import java.util.Locale;
import java.util.function.Supplier;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/** The languages whose words are brought to their stems; every other text is compared word by word. */
enum Language {
    ENGLISH(Language::english, EnglishStemmer::new),
    GERMAN(GermanAnalyzer::getDefaultStopSet, GermanStemmer::new),
    FRENCH(FrenchAnalyzer::getDefaultStopSet, FrenchStemmer::new),
    SPANISH(SpanishAnalyzer::getDefaultStopSet, SpanishStemmer::new),
    ITALIAN(ItalianAnalyzer::getDefaultStopSet, ItalianStemmer::new),
    PORTUGUESE(PortugueseAnalyzer::getDefaultStopSet, PortugueseStemmer::new),
    DUTCH(DutchAnalyzer::getDefaultStopSet, DutchStemmer::new),
    SWEDISH(SwedishAnalyzer::getDefaultStopSet, SwedishStemmer::new),
    DANISH(DanishAnalyzer::getDefaultStopSet, DanishStemmer::new),
    NORWEGIAN(NorwegianAnalyzer::getDefaultStopSet, NorwegianStemmer::new),
    FINNISH(FinnishAnalyzer::getDefaultStopSet, FinnishStemmer::new),
    RUSSIAN(RussianAnalyzer::getDefaultStopSet, RussianStemmer::new);

    /** Lucene's own set for English leaves out the pronouns and auxiliaries by which a language is told. */
    private static final String ENGLISH_WORDS = "a about above after again all also am an and any are as at be because"
            + " been before being below between both but by can could did do does doing down during each few for from"
            + " further had has have having he her here hers him his how i if in into is it its itself just me more"
            + " most my no nor not of off on once only or other our ours out over own same she should so some such"
            + " than that the their theirs them then there these they this those through to too under until up very"
            + " was we were what when where which while who whom why will with would you your yours";

    private final Supplier<CharArraySet> stopWords;
    private final Supplier<SnowballStemmer> stemmer;

    Language(Supplier<CharArraySet> stopWords, Supplier<SnowballStemmer> stemmer) {
        this.stopWords = stopWords;
        this.stemmer = stemmer;
    }

    CharArraySet stopWords() {
        return stopWords.get();
    }

    /** A fresh one: stemmers have a state. */
    SnowballStemmer stemmer() {
        return stemmer.get();
    }

    private static CharArraySet english() {
        CharArraySet words = new CharArraySet(200, false);
        for (String word : ENGLISH_WORDS.toLowerCase(Locale.ROOT).split(" ", -1)) {
            words.add(word);
        }
        return words;
    }
}
