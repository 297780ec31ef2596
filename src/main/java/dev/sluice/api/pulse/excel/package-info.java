/**
 * Workbooks in place of schemas: a template says by its headers and labels what is asked for, and comes back filled.
 * {@link ExcelTemplates} is the door.
 */
@NullMarked
package dev.sluice.api.pulse.excel;

import org.jspecify.annotations.NullMarked;
