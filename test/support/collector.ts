import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { within } from './patience';
import { releasable } from './release';

/** A span as OTLP's JSON writes it (opentelemetry-proto, trace/v1), with its attributes as an object. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status: { code?: number };
  attributes: Record<string, unknown>;
}

/** SpanKind of OTLP, which counts from another number than the API. */
export const OTLP_KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
export const OTLP_ERROR = 2;

interface WireAttribute {
  key: string;
  value: Record<string, unknown>;
}

interface WireRequest {
  resourceSpans: {
    resource: { attributes: WireAttribute[] };
    scopeSpans: { spans: (Omit<CollectedSpan, 'attributes'> & { attributes: WireAttribute[] })[] }[];
  }[];
}

/** How it treats what it is sent. */
export type CollectorMood = 'takes' | 'refuses' | 'hangs';

/** Stands in for an OpenTelemetry collector: `POST /v1/traces` of OTLP over HTTP in JSON, answered as the protocol says. */
export class Collector {
  mood: CollectorMood = 'takes';
  /** As they came in. */
  readonly bodies: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  readonly #asked = new EventEmitter();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Until the end of the test. */
  async start(): Promise<this> {
    releasable('the collector', () => this.stop());
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get spans(): CollectedSpan[] {
    return this.#requests
      .flatMap(({ resourceSpans }) => resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      .map((span) => ({ ...span, attributes: toObject(span.attributes) }));
  }

  get services(): unknown[] {
    const resources = this.#requests.flatMap(({ resourceSpans }) => resourceSpans);
    return [...new Set(resources.map(({ resource }) => toObject(resource.attributes)['service.name']))];
  }

  /** Resolves at the next request, however it is answered. */
  async asked(): Promise<void> {
    await within('a request to the collector', once(this.#asked, 'request'));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server.close(), 'close');
  }

  get #requests(): WireRequest[] {
    return this.bodies.map((body) => JSON.parse(body) as WireRequest);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
    this.#asked.emit('request');
    if (this.mood === 'hangs') return;
    const isExport = request.method === 'POST' && request.url === '/v1/traces';
    const status = !isExport ? 404 : this.mood === 'refuses' ? 503 : 200;
    if (status === 200) {
      this.bodies.push(body);
      this.headers.push(request.headers);
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }
}

/** An attribute's value lies in a field named by its type; whole numbers may be written as text. */
const toObject = (attributes: WireAttribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
