/** Ties the parts together: nothing but the button is loaded until somebody opens the panel. */
const startWidget = (script: HTMLScriptElement): void => {
  const settings = readSettings(script);
  const memory = createMemory(settings.server);
  const deskServer = createServer(settings, memory);
  let state: 'idle' | 'loading' | 'running' = 'idle';
  let listening: { stop(): void } | undefined;
  const unread = new Set<number>();
  let latest = 0;

  const markSeen = (): void => {
    const visit = memory.load();
    if (visit && latest > visit.seen) memory.save({ ...visit, seen: latest });
    unread.clear();
    shell.badge(0);
  };

  const heard = (position: number): void => {
    latest = Math.max(latest, position);
    if (shell.isOpen()) return markSeen();
    if (position > (memory.load()?.seen ?? 0)) unread.add(position);
    shell.badge(unread.size);
  };

  const frame = createFrame(settings.nonce);

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

const ownScript = document.currentScript as HTMLScriptElement;
if (document.body) startWidget(ownScript);
else document.addEventListener('DOMContentLoaded', () => startWidget(ownScript));
