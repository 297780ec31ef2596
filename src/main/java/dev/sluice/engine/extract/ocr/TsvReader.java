package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads tesseract's TSV output: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
final class TsvReader {
    private static final int COLUMNS = 12;
    private static final int REGULAR = 400;
    /** Parts of a font's size, as in most fonts of text: of small letters, of tall ones, and below the line. */
    private static final double SMALL = 0.5;

    private static final double TALL = 0.73;
    private static final double BELOW = 0.21;

    private TsvReader() {}

    static List<Word> words(Path tsv) throws IOException {
        List<Word> words = new ArrayList<>();
        List<String[]> line = new ArrayList<>();
        String current = "";
        for (String row : Files.readAllLines(tsv, StandardCharsets.UTF_8)) {
            String[] values = row.split("\t", COLUMNS);
            if (values.length < COLUMNS || !values[0].equals("5") || values[11].isBlank()) {
                continue;
            }
            String key = String.join(" ", values[2], values[3], values[4]);
            if (!key.equals(current)) {
                addLine(line, words);
                line.clear();
                current = key;
            }
            line.add(values);
        }
        addLine(line, words);
        return words;
    }

    /** All words of a line get one size and baseline, judged by which letters they have. */
    private static void addLine(List<String[]> line, List<Word> words) {
        List<Box> boxes = line.stream().map(TsvReader::box).toList();
        if (boxes.isEmpty()) {
            return;
        }
        double[] sizes = new double[boxes.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = boxes.get(i).height() / inkHeight(line.get(i)[11]);
        }
        Arrays.sort(sizes);
        float size = (float) sizes[sizes.length / 2];
        double[] bottoms = new double[boxes.size()];
        for (int i = 0; i < bottoms.length; i++) {
            bottoms[i] = boxes.get(i).y1() - (hasBelow(line.get(i)[11]) ? BELOW * size : 0);
        }
        Arrays.sort(bottoms);
        double baseline = bottoms[bottoms.length / 2];
        for (int i = 0; i < line.size(); i++) {
            float confidence = Math.max(0, Math.min(0.99f, Float.parseFloat(line.get(i)[10]) / 100));
            words.add(new Word(line.get(i)[11].strip(), boxes.get(i), baseline, size, REGULAR, confidence));
        }
    }

    /** How much of the font's size the letters of a word fill. */
    private static double inkHeight(String text) {
        boolean tall = text.codePoints()
                .anyMatch(c -> Character.isUpperCase(c)
                        || Character.isDigit(c)
                        || "bdfhklt()[]{}/|!?%&$".indexOf(c) >= 0
                        || c > 0x2ff && Character.isLetter(c));
        return (tall ? TALL : SMALL) + (hasBelow(text) ? BELOW : 0);
    }

    private static boolean hasBelow(String text) {
        return text.codePoints().anyMatch(c -> "gjpqyQ()[]{}|,;$".indexOf(c) >= 0);
    }

    private static Box box(String[] values) {
        double left = Double.parseDouble(values[6]);
        double top = Double.parseDouble(values[7]);
        return new Box(left, top, left + Double.parseDouble(values[8]), top + Double.parseDouble(values[9]));
    }
}
