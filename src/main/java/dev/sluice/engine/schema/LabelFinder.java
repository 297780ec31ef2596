package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every label of a document, those of the lexicon and those of the schema, once for all fields. */
final class LabelFinder {
    private static final int LONGEST = 7;
    private static final int MOST_PER_KEY = 400;
    private static final double STRANGE_WORD = 1.1;

    private final Lexicon lexicon;
    private final RunWords words;
    private final Set<Long> own;
    private final Map<Long, List<LabelHit>> byKey = new HashMap<>();
    private final Map<Segment, List<LabelHit>> bySegment = new HashMap<>();

    /** @param own keys of the labels that only the schema knows */
    LabelFinder(View view, Lexicon lexicon, RunWords words, Set<Long> own) {
        this.lexicon = lexicon;
        this.words = words;
        this.own = own;
        view.segments().forEach(this::find);
    }

    /** Where a label of that key stands. */
    List<LabelHit> hits(long key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The labels in a segment, none within another. */
    List<LabelHit> in(Segment segment) {
        return bySegment.getOrDefault(segment, List.of());
    }

    /** Whether the small word stands in or just beside the label. */
    boolean beside(LabelHit hit, int particle) {
        LabelWords line = hit.segment().labelWords(words, lexicon);
        for (int i = Math.max(0, hit.from() - 2); i < Math.min(line.size(), hit.to() + 2); i++) {
            if (line.meaning()[i] == particle) {
                return true;
            }
        }
        return false;
    }

    private void find(Segment segment) {
        LabelWords line = segment.labelWords(words, lexicon);
        List<LabelHit> found = new ArrayList<>();
        for (int from = 0; from < line.size(); from++) {
            if (line.meaning()[from] >= 0 && (from == 0 || line.start()[from - 1] != line.start()[from])) {
                longest(segment, line, from, found);
            }
        }
        List<LabelHit> kept = new ArrayList<>();
        for (LabelHit hit : found) {
            boolean within = false;
            for (LabelHit other : found) {
                within |= other != hit
                        && other.from() <= hit.from()
                        && other.to() >= hit.to()
                        && other.to() - other.from() > hit.to() - hit.from();
            }
            List<LabelHit> same = byKey.computeIfAbsent(hit.key(), key -> new ArrayList<>());
            if (!within && same.size() < MOST_PER_KEY) {
                kept.add(hit);
                same.add(hit);
            }
        }
        if (!kept.isEmpty()) {
            bySegment.put(segment, kept);
        }
    }

    private void longest(Segment segment, LabelWords line, int from, List<LabelHit> found) {
        int[] seen = new int[LONGEST];
        int count = 0;
        long key = 0;
        int best = -1;
        long bestKey = 0;
        int bestCount = 0;
        for (int i = from; i < line.size() && count < LONGEST; i++) {
            int meaning = line.meaning()[i];
            if (meaning == LabelWords.SMALL || i > from && meaning >= 0 && lexicon.particle(meaning)) {
                if (line.parted()[i]) {
                    break;
                }
                continue;
            }
            if (meaning < 0) {
                break;
            }
            if (!contains(seen, count, meaning)) {
                seen[count++] = meaning;
                key += Phrase.keyOf(meaning);
            }
            boolean wordEnds = i + 1 >= line.size() || line.start()[i + 1] != line.start()[i];
            if (wordEnds && (own.contains(key) || !lexicon.withKey(key).isEmpty())) {
                best = i + 1;
                bestKey = key;
                bestCount = count;
            }
            if (line.parted()[i]) {
                break;
            }
        }
        if (best > 0 && !(bestCount == 1 && lexicon.particle(seen[0]) && !alone(line, from, best))) {
            found.add(hit(segment, line, from, best, bestKey, bestCount));
        }
    }

    private static boolean alone(LabelWords line, int from, int to) {
        return from == 0 && (to == line.size() || line.colon()[to - 1]);
    }

    private static boolean contains(int[] seen, int count, int meaning) {
        for (int i = 0; i < count; i++) {
            if (seen[i] == meaning) {
                return true;
            }
        }
        return false;
    }

    private LabelHit hit(Segment segment, LabelWords line, int from, int to, long key, int count) {
        double before = 0;
        for (int i = from - 1; i >= 0 && !line.parted()[i] && line.meaning()[i] != LabelWords.NUMBER; i--) {
            before += strange(line, i);
        }
        double after = 0;
        int end = to;
        boolean colon = line.colon()[to - 1];
        if (!line.parted()[to - 1]) {
            double counted = 0;
            int i = to;
            while (i < line.size() && line.meaning()[i] != LabelWords.NUMBER) {
                counted += strange(line, i);
                if (line.parted()[i]) {
                    break;
                }
                i++;
            }
            boolean atColon = i < line.size() && line.colon()[i];
            boolean goesOn = i >= line.size() && counted > 0 && from == 0;
            if (atColon || goesOn && (i - to <= 2 && known(line, to, i) || i - to <= 3 && ends(line, i))) {
                after = counted;
                end = Math.min(line.size(), i + 1);
                colon = atColon;
            }
        }
        // "Bill to": the small word at the end belongs to the label.
        int small = end;
        while (end == to && small < line.size() && !line.parted()[small - 1] && small(line.meaning()[small])) {
            small++;
        }
        boolean last = small == line.size() || line.parted()[small - 1] || line.meaning()[small] == LabelWords.NUMBER;
        if (small > end && last) {
            end = small;
            colon |= line.colon()[end - 1];
        }
        double coverage = count / (count + STRANGE_WORD * Math.min(6, before + after));
        double loose = count / (count + STRANGE_WORD * Math.min(6, after));
        return new LabelHit(segment, from, to, key, count, coverage, loose, valueFrom(segment, line, end), colon);
    }

    private boolean small(int meaning) {
        return meaning == LabelWords.SMALL || meaning >= 0 && lexicon.particle(meaning);
    }

    /** Whether the words before that place end as labels end: "seller trade name". */
    private boolean ends(LabelWords line, int to) {
        int last = line.meaning()[to - 1];
        for (String word :
                List.of("name", "number", "date", "address", "id", "type", "total", "amount", "description")) {
            if (last >= 0 && last == lexicon.words().find(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of these are words of labels, so that they go on with the label rather than begin the value. */
    private static boolean known(LabelWords line, int from, int to) {
        return Arrays.stream(line.meaning(), from, to).allMatch(one -> one >= 0 || one == LabelWords.SMALL);
    }

    private double strange(LabelWords line, int i) {
        int meaning = line.meaning()[i];
        if (meaning == LabelWords.SMALL
                || lexicon.particle(meaning)
                || i > 0 && line.start()[i] == line.start()[i - 1]) {
            return 0;
        }
        return 1;
    }

    private static int valueFrom(Segment segment, LabelWords line, int end) {
        int at = end == 0 ? 0 : line.end()[end - 1];
        String text = segment.text;
        // "Total (EUR): 12" - what stands in brackets belongs to the label.
        int bracket = at;
        while (bracket < text.length() && text.charAt(bracket) == ' ') {
            bracket++;
        }
        if (bracket < text.length() && text.charAt(bracket) == '(') {
            int close = text.indexOf(')', bracket);
            if (close > 0 && close - bracket < 30) {
                at = close + 1;
            }
        }
        while (at < text.length() && ":.：=-–—*_ \t)]#°>".indexOf(text.charAt(at)) >= 0) {
            boolean sign = text.charAt(at) == '-'
                    && at + 1 < text.length()
                    && Character.isDigit(text.charAt(at + 1))
                    && at > 0
                    && text.charAt(at - 1) == ' ';
            if (sign) {
                break;
            }
            at++;
        }
        return at;
    }
}
