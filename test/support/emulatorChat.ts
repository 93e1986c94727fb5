import type { Chat } from './applicant';
import { Emulator, type EmulatorWindow } from './emulator';

/** A person before the Emulator's window. */
export class EmulatorChat implements Chat {
  readonly #window: EmulatorWindow;

  /** Opens the bot at `url`, which greets. */
  static async open(emulator: Emulator, url: string): Promise<EmulatorChat> {
    const window = emulator.open(`${url}/api/messages`);
    await window.restart();
    return new EmulatorChat(window);
  }

  private constructor(window: EmulatorWindow) {
    this.#window = window;
  }

  async say(text: string): Promise<void> {
    const { status } = await this.#window.type(text);
    if (status !== 200) throw new Error(`The message is answered with ${status}`);
  }

  async next(): Promise<string> {
    const [activity] = await this.#window.read(1);
    return activity?.text ?? '';
  }

  /** What the bot posted into the window. */
  get heard(): string[] {
    return this.#window.messages.map(({ text }) => text ?? '');
  }
}
