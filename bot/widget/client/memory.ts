/** What the browser remembers of the visitor: no word of the conversation, only the way back to it. */
interface Visit {
  /** Ticket for POST /chat/token. */
  resume: string;
  /** Position of the last message that was shown in the open panel. */
  seen: number;
}

interface Memory {
  load(): Visit | undefined;
  save(visit: Visit): void;
  forget(): void;
  /** Whether the panel was open before the page was loaded again; kept for this tab alone. */
  wasOpen(): boolean;
  setOpen(open: boolean): void;
}

/** A browser may refuse storage altogether; the chat then works, and is forgotten with the page. */
const attempt = <T>(action: () => T): T | undefined => {
  try {
    return action();
  } catch {
    return undefined;
  }
};

const createMemory = (server: string): Memory => {
  const key = `fenfu-desk ${server}`;
  return {
    load: () =>
      attempt(() => {
        const visit = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Visit> | null;
        return typeof visit?.resume === 'string' ? { resume: visit.resume, seen: Number(visit.seen) || 0 } : undefined;
      }),
    save: (visit) => void attempt(() => localStorage.setItem(key, JSON.stringify(visit))),
    forget: () => void attempt(() => localStorage.removeItem(key)),
    wasOpen: () => attempt(() => sessionStorage.getItem(key)) === 'open',
    setOpen: (open) =>
      void attempt(() => (open ? sessionStorage.setItem(key, 'open') : sessionStorage.removeItem(key))),
  };
};
