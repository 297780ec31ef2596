/** Office documents, web pages and mail, read through Tika, POI and jsoup. */
@NullMarked
package dev.sluice.engine.extract.office;

import org.jspecify.annotations.NullMarked;
