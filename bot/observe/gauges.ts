import { Gauge, type Registry } from 'prom-client';

/** One value of a gauge, with its labels. */
export interface GaugeValue {
  value: number;
  labels?: Record<string, string>;
}

/** A gauge of a capability. Label values come from small fixed sets and hold no personal data. */
export interface GaugeRow {
  /** Prefixed with `fenfu_`. */
  name: string;
  help: string;
  labelNames?: readonly string[];
  /** Called at each scrape. Where it rejects, e.g. while Redis is down, the scrape lacks this gauge. */
  collect(): number | readonly GaugeValue[] | Promise<number | readonly GaugeValue[]>;
}

/** Registers gauges with lazy collection. */
export const registerGauges = (rows: readonly GaugeRow[], registry: Registry): void => {
  for (const { name, help, labelNames = [], collect } of rows)
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        if (labelNames.length > 0) this.reset();
        else this.remove();
        const collected = await Promise.resolve()
          .then(collect)
          .catch(() => undefined);
        if (typeof collected === 'number') this.set(collected);
        else for (const { value, labels = {} } of collected ?? []) this.set(labels, value);
      },
    });
};
