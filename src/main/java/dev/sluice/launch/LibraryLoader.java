package dev.sluice.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what another loader finds, and the same of it, but knows beforehand which libraries have a package's classes.
 * Everything else it leaves to that one.
 */
final class LibraryLoader extends URLClassLoader {
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");
    private static final String CLASS = ".class";

    static {
        registerAsParallelCapable();
    }

    private final URLClassLoader given;
    /** By path, such as {@code dev/sluice/batch}; in the order of the class path. */
    private final Map<String, List<Library>> libraries = new HashMap<>();

    private record Library(URL root, JarFile jar) {}

    LibraryLoader(URLClassLoader given) throws IOException {
        super(given.getURLs(), given.getParent());
        this.given = given;
        for (URL root : given.getURLs()) {
            add(new Library(root, ((JarURLConnection) root.openConnection()).getJarFile()));
        }
    }

    private void add(Library library) {
        String last = "";
        for (Enumeration<JarEntry> entries = library.jar().entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            String path = name.startsWith("META-INF/") ? VERSIONED.matcher(name).replaceFirst("") : name;
            String packagePath = packageOf(path);
            // Entries of a package mostly stand together.
            if (path.endsWith(CLASS) && !packagePath.equals(last)) {
                List<Library> known = libraries.computeIfAbsent(packagePath, none -> new ArrayList<>(1));
                if (!known.contains(library)) {
                    known.add(library);
                }
                last = packagePath;
            }
        }
    }

    private static String packageOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private @Nullable Library libraryOf(String path) {
        for (Library library : libraries.getOrDefault(packageOf(path), List.of())) {
            if (library.jar().getEntry(path) != null) {
                return library;
            }
        }
        return null;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/').concat(CLASS);
        Library library = libraryOf(path);
        if (library == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            return define(name, library, library.jar().getJarEntry(path));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private Class<?> define(String name, Library library, JarEntry entry) throws IOException {
        byte[] content;
        try (InputStream in = library.jar().getInputStream(entry)) {
            content = in.readAllBytes();
        }
        definePackage(name.substring(0, Math.max(0, name.lastIndexOf('.'))), library);
        // Its signers are known only when it has been read.
        CodeSource source = new CodeSource(library.root(), entry.getCodeSigners());
        return defineClass(name, content, 0, content.length, source);
    }

    private void definePackage(String name, Library library) throws IOException {
        if (getDefinedPackage(name) == null) {
            try {
                definePackage(name, library.jar().getManifest(), library.root());
            } catch (IllegalArgumentException e) {
                if (getDefinedPackage(name) == null) {
                    throw e;
                } // else another thread was faster
            }
        }
    }

    @Override
    public @Nullable URL findResource(String name) {
        if (!name.endsWith(CLASS)) {
            return given.findResource(name);
        }
        Library library = libraryOf(name);
        try {
            return library == null ? null : new URL(library.root(), name);
        } catch (MalformedURLException e) {
            return given.findResource(name);
        }
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return given.findResources(name);
    }
}
