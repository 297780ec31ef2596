package dev.sluice.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which one Sluice process keeps everything it owns. It is locked for the life of the process: two
 * processes never share one. All paths are absolute and exist.
 */
public final class SluiceHome implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;
    private final UUID nodeId;

    private SluiceHome(Path root, FileChannel lock, UUID nodeId) {
        this.root = root;
        this.lock = lock;
        this.nodeId = nodeId;
    }

    /**
     * Opens the home, creating what is missing.
     *
     * @param directory {@code sluice.home}; a relative path counts from the working directory
     * @param newNodeId gives the node's id when the home is new
     * @throws StartFailure if another process has it, or if it cannot be written
     */
    public static SluiceHome open(String directory, Supplier<UUID> newNodeId) {
        Path root = absolute(directory);
        FileChannel lock = null;
        try {
            Files.createDirectories(root);
            lock = lock(root);
            for (String shared : new String[] {"inbox", "results"}) {
                Files.createDirectories(root.resolve(shared));
            }
            for (String secret : new String[] {"postgres", "artifacts", "logs"}) {
                PrivateFiles.createDirectory(root.resolve(secret));
            }
            return new SluiceHome(root, lock, nodeId(root.resolve("node-id"), newNodeId));
        } catch (IOException e) {
            release(lock);
            throw notWritable(root, e);
        } catch (StartFailure e) {
            release(lock);
            throw e;
        }
    }

    /** Whether a process has this home open now; creates nothing. */
    static boolean isInUse(Path root) throws IOException {
        Path file = root.resolve("sluice.lock");
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** The home itself. */
    public Path root() {
        return root;
    }

    /** The database server's programs, data and passwords; private to the user who runs Sluice. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Results and uploads; private to the user who runs Sluice. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** The folder that is watched by default. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** Where folder sources write their results by default. */
    public Path results() {
        return root.resolve("results");
    }

    /** The database server's logs; private to the user who runs Sluice. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** This node's id: made once, the same after every restart on this home. */
    public UUID nodeId() {
        return nodeId;
    }

    /**
     * What a private file of the home holds, without surrounding white space; empty if there is no such file.
     *
     * @param name of a file in the home itself
     * @throws StartFailure if it cannot be read
     */
    public Optional<String> readPrivate(String name) {
        Path file = root.resolve(name);
        try {
            return Optional.ofNullable(PrivateFiles.read(file));
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read (" + e + "); make it readable for this user.", e);
        }
    }

    /**
     * Writes a file into the home that only the user who runs Sluice may read; it is on disk when this returns.
     *
     * @throws StartFailure if it cannot be written
     */
    public void writePrivate(String name, String content) {
        try {
            PrivateFiles.write(root.resolve(name), content);
        } catch (IOException e) {
            throw notWritable(root, e);
        }
    }

    /** Lets another process have the home. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path absolute(String directory) {
        try {
            return Path.of(directory).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartFailure(
                    "sluice.home is \"" + directory
                            + "\", which is not a path this system can name; use another, or a UTF-8 locale such as LC_ALL=C.UTF-8.",
                    e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve("sluice.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StartFailure("this process has the home directory " + root + " open already.", e);
        } catch (IOException e) {
            channel.close();
            throw new StartFailure(
                    "the home directory " + root + " is on a file system without file locks (" + e.getMessage()
                            + "); set SLUICE_HOME to a directory on a local disk.",
                    e);
        }
        String holder = holder(channel);
        channel.close();
        throw new StartFailure("another Sluice" + holder + " is already using the home directory " + root
                + "; stop it first, or set SLUICE_HOME to another directory.");
    }

    private static String holder(FileChannel channel) {
        try {
            ByteBuffer content = ByteBuffer.allocate(20);
            channel.read(content, 0);
            String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return ""; // Windows does not let others read a locked file
        }
    }

    private static UUID nodeId(Path file, Supplier<UUID> newNodeId) throws IOException {
        String known = PrivateFiles.read(file);
        if (known == null) {
            UUID id = newNodeId.get();
            PrivateFiles.write(file, id + "\n");
            return id;
        }
        try {
            return UUID.fromString(known);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    file + " should hold this node's id, a UUID, but holds something else; delete it.", e);
        }
    }

    private static StartFailure notWritable(Path root, IOException cause) {
        String reason =
                cause instanceof AccessDeniedException ? "permission denied: " + cause.getMessage() : "" + cause;
        return new StartFailure(
                "the home directory " + root + " cannot be written (" + reason
                        + "); make it writable for this user, or set SLUICE_HOME to another directory.",
                cause);
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
