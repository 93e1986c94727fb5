import { Gauge, type Registry } from 'prom-client';

/** One value of a gauge, with its labels. */
export interface GaugeValue {
  value: number;
  labels?: Record<string, string>;
}

/** A gauge of a capability. Labels come from small fixed sets and hold no personal data. */
export interface GaugeRow {
  /** With the prefix `fenfu_`. */
  name: string;
  help: string;
  labelNames?: readonly string[];
  /** Asked at each scrape. A gauge that rejects is left out of it: what Redis knows while it is away. */
  collect(): number | readonly GaugeValue[] | Promise<number | readonly GaugeValue[]>;
}

/** Registers gauges that are collected when they are scraped. */
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
