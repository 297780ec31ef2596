package dev.sluice.launch;

import java.io.IOException;
import java.net.URLClassLoader;

/**
 * Starts a main class a second time, by a class loader that is faster than the one of Spring Boot's packaged jars. That
 * one looks for each class in one library after another, which, with more than 200 libraries, was a third of the work of a start.
 */
public final class Launch {
    private static final String BOOTS_LOADER = "org.springframework.boot.loader.launch.LaunchedClassLoader";

    private Launch() {}

    /**
     * Runs {@code main(arguments)} of the same class by the faster loader, unless the class has come from elsewhere than a
     * packaged jar, or runs by that loader already.
     *
     * @return whether it has run
     * @throws ReflectiveOperationException with what {@code main} has thrown
     */
    public static boolean faster(Class<?> main, String... arguments) throws IOException, ReflectiveOperationException {
        if (!(main.getClassLoader() instanceof URLClassLoader given)
                || !given.getClass().getName().equals(BOOTS_LOADER)) {
            return false;
        }
        LibraryLoader loader = new LibraryLoader(given);
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(main.getName()).getMethod("main", String[].class).invoke(null, (Object) arguments);
        return true;
    }
}
