package dev.sluice.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The documents that come with the program. */
final class SampleDocuments {
    /** The one that is cut off in the middle: its failure is part of the demonstration. */
    static final String BROKEN = "testWORD_truncated.docx";

    static final List<String> NAMES = List.of(
            "book-war-and-peace-1p.txt",
            "example-steelJIS-datasheet.html",
            "fake-memo.pdf",
            "fake-power-point-table.pptx",
            "handbook-1p.docx",
            "mime-simple.eml",
            "stanley-cups.csv",
            "stanley-cups.xlsx",
            "testEPUB.epub",
            "testODFwithOOo3.odt",
            "testRTFJapanese.rtf",
            BROKEN);

    private SampleDocuments() {}

    /** Drops them all as a careful dropper does: written under another name, then renamed. */
    static void dropInto(Path folder) throws IOException {
        for (String name : NAMES) {
            Path part = folder.resolve(name + ".part");
            try (InputStream in = SampleDocuments.class.getResourceAsStream("/demo/" + name)) {
                if (in == null) {
                    throw new IOException("the sample document " + name + " is missing from the program");
                }
                Files.copy(in, part);
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
