package dev.sluice.engine.topic;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts text into the words that are compared: by Unicode's rules, in lower case, without accents, English plurals as
 * singulars; Chinese and Japanese character by character. Not for use by two threads at once.
 */
public final class Tokenizer {
    private static final int SHORTEST_PLURAL = 4;

    private final StandardTokenizer source = new StandardTokenizer();
    private final TokenStream stream = new ASCIIFoldingFilter(new LowerCaseFilter(source));
    private final CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);

    /** The words of that text, at most so many. */
    public List<String> words(String text, int limit) {
        List<String> words = new ArrayList<>();
        addTo(words, text, limit);
        return words;
    }

    /** Adds the words of that text until the list has so many. */
    void addTo(List<String> words, String text, int limit) {
        try {
            source.setReader(new StringReader(text));
            stream.reset();
            while (words.size() < limit && stream.incrementToken()) {
                words.add(singular());
            }
            stream.end();
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    /** The same for every language: words are only compared with words that went through this, too. */
    private String singular() {
        char[] word = term.buffer();
        int length = term.length();
        if (length >= SHORTEST_PLURAL
                && word[length - 1] == 's'
                && word[length - 2] != 's'
                && word[length - 2] != 'u') {
            if (word[length - 2] == 'e' && word[length - 3] == 'i') {
                word[length - 3] = 'y';
                return new String(word, 0, length - 2);
            }
            return new String(word, 0, length - 1);
        }
        return new String(word, 0, length);
    }
}
