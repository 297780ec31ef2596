package dev.sluice.engine.extract.pdf;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * What a font's name and description tell of its looks.
 *
 * @param name without the prefix of a subset
 * @param weight 400 is regular, 700 bold
 */
record FontStyle(String name, int weight) {
    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    private static final Pattern SUBSET = Pattern.compile("^[A-Z]{6}\\+");
    /** The last two lines are the short names of foundries and those of TeX's fonts. */
    private static final Pattern BOLD_NAME = Pattern.compile("bold|black|heavy|demi|semib"
            + "|[-_,](?:bd|bld|blk|hv|b)$|[-_](?:bd|hv|blk)(?:cn|it|ex|ou)*$"
            + "|-medi(?:obl|ital)?$|^(?:sfbx|cmbx|ecbx|cmssbx|sfsx|rbx|cmb1)|lmb|bx\\d+$");

    private static final Pattern ITALIC_NAME = Pattern.compile("ital|obli|slanted"
            + "|[-_,](?:it|i)$|(?:bd|md|lt|hv|blk|-)(?:cn)?it$|^(?:sfti|cmti|ecti|sfsl|cmsl|rti)|[0-9a-z]-?reguita$");

    static FontStyle of(PDFont font) {
        String name =
                font.getName() == null ? "" : SUBSET.matcher(font.getName()).replaceFirst("");
        if (BOLD_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return new FontStyle(name, BOLD);
        }
        PDFontDescriptor descriptor = font.getFontDescriptor();
        if (descriptor == null) {
            return new FontStyle(name, REGULAR);
        }
        float stated = descriptor.getFontWeight();
        return new FontStyle(
                name, descriptor.isForceBold() ? BOLD : stated >= 100 && stated <= 1000 ? Math.round(stated) : REGULAR);
    }

    /** The same font drawn bold. */
    FontStyle bolder() {
        return new FontStyle(name, BOLD);
    }

    /** Whether a font of this name leans to the right. */
    static boolean italic(String name) {
        return ITALIC_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
