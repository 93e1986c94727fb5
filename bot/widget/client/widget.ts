/** Composes the parts and shows the launcher. Web Chat is loaded when the panel is first opened. */
const startWidget = (script: HTMLScriptElement): void => {
  const settings = readSettings(script);
  const memory = createMemory(settings.server);
  const deskServer = createServer(settings, memory);
  let state: 'idle' | 'loading' | 'running' = 'idle';
  let listening: Listening | undefined;
  /** Positions of the bot messages that arrived while the panel was closed. */
  const unread = new Set<number>();
  /** Highest position that arrived. */
  let latest = 0;

  /** Stores that every message that arrived has been seen. */
  const markSeen = (): void => {
    const visit = memory.load();
    if (visit && latest > visit.seen) memory.save({ ...visit, seen: latest });
    unread.clear();
    shell.badge(0);
  };

  /** Counts a bot message at `position` as seen or unread. */
  const heard = (position: number): void => {
    latest = Math.max(latest, position);
    if (shell.isOpen()) return markSeen();
    if (position > (memory.load()?.seen ?? 0)) unread.add(position);
    shell.badge(unread.size);
  };

  const frame = createFrame(settings.nonce);

  /**
   * Loads Web Chat and starts the conversation; does nothing while loading or running. A failure is shown with a button
   * to retry.
   */
  const load = async (): Promise<void> => {
    if (state !== 'idle') return;
    state = 'loading';
    shell.loading();
    listening?.stop();
    try {
      const { operatorName, webChat } = await deskServer.settings();
      shell.name(operatorName);
      const page = await frame.load(settings.server + webChat);
      await createConversation(settings, deskServer, page, heard).start();
      state = 'running';
      shell.ready();
    } catch (error) {
      state = 'idle';
      shell.failed(error instanceof ShownError ? error.message : WORDS.unavailable);
    }
  };

  const shell = createShell(settings, frame, {
    opened() {
      memory.setOpen(true);
      markSeen();
      void load();
    },
    closed: () => memory.setOpen(false),
    retry: () => void load(),
  });

  if (memory.wasOpen()) shell.open();
  else listening = deskServer.listen(heard);
};

/** The script tag. `currentScript` is set only while the script runs. */
const ownScript = document.currentScript as HTMLScriptElement;
if (document.body) startWidget(ownScript);
else document.addEventListener('DOMContentLoaded', () => startWidget(ownScript));
