/** Images and scanned pages, read by the tesseract command. */
@NullMarked
package dev.sluice.engine.extract.ocr;

import org.jspecify.annotations.NullMarked;
