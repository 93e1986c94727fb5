/** As much of a browser's XMLHttpRequest as rxjs 5 needs, made of `fetch`; for official clients that know nothing else. */
export class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  ontimeout: ((event: unknown) => void) | null = null;
  #method = 'GET';
  #url = '';
  #headers = new Headers();
  #answerHeaders = new Headers();
  #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answerHeaders.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#answerHeaders].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  send(body?: string | FormData | null): void {
    void this.#send(body ?? null);
  }

  abort(): void {
    this.#abort.abort();
  }

  async #send(body: string | FormData | null): Promise<void> {
    const { signal } = this.#abort;
    try {
      const answer = await fetch(this.#url, { method: this.#method, headers: this.#headers, body, signal });
      this.responseText = await answer.text();
      this.#answerHeaders = answer.headers;
      this.status = answer.status;
      this.response = this.responseType === 'json' ? parse(this.responseText) : this.responseText;
    } catch {
      if (signal.aborted) return;
    }
    this.readyState = 4;
    this.onreadystatechange?.();
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};
