package dev.sluice.home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's settings. They travel on its command line, so that they belong to this version of Sluice and not to the
 * one that created the data directory.
 */
final class ServerSettings {
    private static final long MEGABYTE = 1 << 20;

    private ServerSettings() {}

    /**
     * The arguments {@code -c name=value} for a small hub.
     *
     * @param memory bytes of memory of this machine or container
     * @param overrides {@code sluice.postgres.settings}; all but address, port and paths may be overridden
     */
    static List<String> arguments(int port, Path logs, long memory, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("shared_buffers", sharedBuffers(memory) + "MB");
        settings.put("max_wal_size", "4GB");
        settings.put("wal_compression", "pglz");
        settings.put("checkpoint_timeout", "15min");
        settings.put("jit", "off");
        settings.put("max_connections", "100");
        settings.put("idle_in_transaction_session_timeout", "30s");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // One file per weekday, each emptied when its day comes again: the log cannot fill the disk over months.
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_line_prefix", "%m [%p] %u ");
        settings.putAll(overrides);
        settings.put("logging_collector", "on");
        settings.put("log_directory", logs.toString());
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        // A socket's path may have 107 bytes, a home's path more; TCP with a password serves everybody.
        settings.put("unix_socket_directories", "");
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    /** An eighth of the memory, between 128 and 512 MB. */
    static long sharedBuffers(long memory) {
        return Math.max(128, Math.min(512, memory / 8 / MEGABYTE));
    }
}
