package dev.sluice.artifact;

import java.nio.file.Path;

/** Says where no results may be written, though a root would allow it: what is watched would take them for documents. */
@FunctionalInterface
public interface ForbiddenFolders {
    /** Whether it is, or lies in, such a folder. Every part of the path that exists is a real one: no symbolic links. */
    boolean forbids(Path folder);
}
