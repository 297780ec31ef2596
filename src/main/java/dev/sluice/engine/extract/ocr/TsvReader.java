package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads tesseract's TSV output: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
final class TsvReader {
    private static final int COLUMNS = 12;
    private static final int REGULAR = 400;
    /** Letters with ascender and descender fill about this part of the font's size. */
    private static final float INK = 0.95f;

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

    /** All words of a line get its height and baseline, for those of single words depend on their letters. */
    private static void addLine(List<String[]> line, List<Word> words) {
        List<Box> boxes = line.stream().map(TsvReader::box).toList();
        double[] heights = boxes.stream().mapToDouble(Box::height).sorted().toArray();
        if (heights.length == 0) {
            return;
        }
        float size = (float) heights[heights.length * 3 / 4] * INK;
        double[] bottoms = boxes.stream().mapToDouble(Box::y1).sorted().toArray();
        double baseline = bottoms[bottoms.length / 2];
        for (int i = 0; i < line.size(); i++) {
            float confidence = Math.max(0, Math.min(0.99f, Float.parseFloat(line.get(i)[10]) / 100));
            words.add(new Word(line.get(i)[11].strip(), boxes.get(i), baseline, size, REGULAR, confidence));
        }
    }

    private static Box box(String[] values) {
        double left = Double.parseDouble(values[6]);
        double top = Double.parseDouble(values[7]);
        return new Box(left, top, left + Double.parseDouble(values[8]), top + Double.parseDouble(values[9]));
    }
}
