/** What the browser stores between page loads to resume the conversation. It holds no message text. */
interface Visit {
  /** Resume ticket for POST /chat/token. */
  resume: string;
  /** Position of the last bot message shown while the panel was open; 0 before the first. */
  seen: number;
}

/** Web storage of one server's visit. Never throws. */
interface Memory {
  /** The stored visit; undefined where there is none, or it is malformed. */
  load(): Visit | undefined;
  /** Stores the visit for every tab of this origin. */
  save(visit: Visit): void;
  /** Removes the visit. */
  forget(): void;
  /** Whether the panel was open when this tab last loaded a page. */
  wasOpen(): boolean;
  /** Stores for this tab alone whether the panel is open. */
  setOpen(open: boolean): void;
}

/**
 * Result of `action`; undefined where it throws. Browsers may refuse storage: the chat works then, but ends with the
 * page.
 */
const attempt = <T>(action: () => T): T | undefined => {
  try {
    return action();
  } catch {
    return undefined;
  }
};

/** Opens the storage of the visit to the server with this URL. */
const createMemory = (server: string): Memory => {
  const key = `fenfu-desk ${server}`;
  return {
    load: () =>
      attempt(() => {
        const visit = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Visit> | null;
        return typeof visit?.resume === 'string' ? { resume: visit.resume, seen: Number(visit.seen) || 0 } : undefined;
      }),
    save: (visit) => attempt(() => localStorage.setItem(key, JSON.stringify(visit))),
    forget: () => attempt(() => localStorage.removeItem(key)),
    wasOpen: () => attempt(() => sessionStorage.getItem(key)) === 'open',
    setOpen: (open) => attempt(() => (open ? sessionStorage.setItem(key, 'open') : sessionStorage.removeItem(key))),
  };
};
