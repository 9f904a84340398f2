import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobCount } from '../jobs/index.js';
import { routeOf } from './route-of.js';

/** Unit: seconds. A single case takes a millisecond; what takes longer than ten seconds should have been a batch. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What the service says of itself to Prometheus: by route and status, never by caller or case. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'method' | 'route'>;

  /** @param jobCounts Asked whenever the metrics are. */
  constructor(jobCounts: () => Promise<readonly JobCount[]>) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'dianzhi_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'dianzhi_http_request_seconds',
      help: 'Time to the end of the answer',
      labelNames: ['method', 'route'],
      buckets: BUCKETS,
      registers,
    });
    const jobs = new Gauge({
      name: 'dianzhi_jobs',
      help: 'Jobs that wait, are under way, or failed within 30 days',
      labelNames: ['kind', 'state'],
      registers,
      async collect() {
        const counts = await jobCounts();
        jobs.reset();
        for (const { kind, state, count } of counts) jobs.set({ kind, state }, count);
      },
    });
  }

  /** Counts every answer. The route is a pattern: an address of its own for each id would be a series for each. */
  readonly count: RequestHandler = (request, response, next) => {
    const started = performance.now();
    response.once('finish', () => {
      const route = routeOf(request);
      const { method } = request;
      this.#requests.inc({ method, route, status: response.statusCode });
      this.#seconds.observe({ method, route }, (performance.now() - started) / 1000);
    });
    next();
  };

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
