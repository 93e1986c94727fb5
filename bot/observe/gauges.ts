import { Counter, Gauge, type Registry } from 'prom-client';

/** One value of a gauge, with its labels. */
export interface GaugeValue {
  value: number;
  labels?: Record<string, string>;
}

/** A gauge or a counter of a capability. Label values come from small fixed sets and hold no personal data. */
export interface GaugeRow {
  /** Prefixed with `fenfu_`. */
  name: string;
  help: string;
  /** `counter`: it only grows, from 0 at the start of the process. Default: gauge. */
  type?: 'gauge' | 'counter';
  labelNames?: readonly string[];
  /** Called at each scrape. Where it rejects, e.g. while Redis is down, the scrape lacks this gauge. */
  collect(): number | readonly GaugeValue[] | Promise<number | readonly GaugeValue[]>;
}

/** Registers gauges and counters with lazy collection. */
export const registerGauges = (rows: readonly GaugeRow[], registry: Registry): void => {
  for (const { name, help, type, labelNames = [], collect } of rows) {
    const Metric = type === 'counter' ? Counter : Gauge;
    new Metric({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        if (labelNames.length > 0) this.reset();
        else this.remove();
        const collected = await Promise.resolve()
          .then(collect)
          .catch(() => []);
        const values = typeof collected === 'number' ? [{ value: collected }] : collected;
        for (const { value, labels = {} } of values) this.inc(labels, value);
      },
    });
  }
};
