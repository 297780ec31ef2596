package dev.sluice.engine.extract;

/**
 * A word on a page.
 *
 * @param text never empty, in reading order also for right-to-left scripts
 * @param box where it stands
 * @param baseline y of its baseline; words of one printed line share it, nearly
 * @param size font size in the page's unit
 * @param weight 400 is regular, 700 bold
 * @param confidence 0 to 1, below 1 only for words read from an image
 * @param font the name of its font, such as {@code Times-Italic}; empty if unknown, and not kept in the layout
 */
public record Word(String text, Box box, double baseline, float size, int weight, float confidence, String font) {
    /** A word whose font has no name. */
    public Word(String text, Box box, double baseline, float size, int weight, float confidence) {
        this(text, box, baseline, size, weight, confidence, "");
    }

    public Word {
        text = Texts.clean(text);
    }

    private static final int BOLD = 600;

    /** Whether a reader would call it bold. */
    public boolean bold() {
        return weight >= BOLD;
    }

    /** The same word, so much further right and down. */
    public Word moved(double right, double down) {
        Box to = new Box(box.x0() + right, box.y0() + down, box.x1() + right, box.y1() + down);
        return new Word(text, to, baseline + down, size, weight, confidence, font);
    }

    /** The same word in a unit that is so many times smaller or larger. */
    public Word scaled(double scale) {
        Box to = new Box(box.x0() * scale, box.y0() * scale, box.x1() * scale, box.y1() * scale);
        return new Word(text, to, baseline * scale, (float) (size * scale), weight, confidence, font);
    }
}
