package dev.sluice.engine.parser;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one pool's temporary files, held by a file lock beside it: what a killed hub left behind is recognised
 * by its free lock and removed by the next one.
 */
final class WorkFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkFolder.class);
    private static final String LOCK = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel channel;

    private WorkFolder(Path path, Path lockFile, FileChannel channel) {
        this.path = path;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    static WorkFolder open(Path directory) throws IOException {
        removeAbandoned(directory);
        Path lockFile = Files.createTempFile(directory, "work-", LOCK);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        channel.lock();
        Path path = folderOf(lockFile);
        Folders.createPrivate(path);
        return new WorkFolder(path, lockFile, channel);
    }

    private static void removeAbandoned(Path directory) throws IOException {
        try (var locks = Files.newDirectoryStream(directory, "work-*" + LOCK)) {
            for (Path lockFile : locks) {
                if (isFree(lockFile)) {
                    Folders.delete(folderOf(lockFile));
                    Files.deleteIfExists(lockFile);
                }
            }
        }
    }

    private static boolean isFree(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static Path folderOf(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        Folders.delete(path);
        try {
            channel.close();
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            log.warn("The parser's lock file {} could not be removed: {}", lockFile, e.toString());
        }
    }
}
