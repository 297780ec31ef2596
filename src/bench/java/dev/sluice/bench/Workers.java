package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share a fixed amount of work, each taking the next piece when it is done with one. */
final class Workers {
    private Workers() {}

    /** One piece of the work. */
    @FunctionalInterface
    interface Work {
        /** Does piece {@code number}, from 0, on thread {@code worker}, from 0. */
        void run(int worker, int number) throws Exception;
    }

    /** Pieces per second when that many threads share {@code total} of them. */
    static double perSecond(int workers, int total, Work work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int number = worker;
                running.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                        work.run(number, i);
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return total * 1e9 / (System.nanoTime() - start);
        } finally {
            threads.shutdown();
        }
    }
}
