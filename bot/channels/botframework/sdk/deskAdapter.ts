import { CloudAdapter, type Activity, type TurnContext } from 'botbuilder';
import type { BotFrameworkConfig } from '../settings';
import { failedFetch, PushFailed, statusOutcome } from './outcome';
import type { Reference } from '../reference';
import { SharedClientsAuthentication } from './sharedClients';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof SharedClientsAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

/**
 * The SDK's CloudAdapter without its HTTP ends. Requests come in by our route, since the SDK's `process` prints stack
 * traces. They go out by our client, which has a timeout and never retries.
 */
export class DeskAdapter extends CloudAdapter {
  readonly #appId: string;

  constructor({ appId, appPassword, appType, tenantId }: BotFrameworkConfig, sendTimeoutMs: number) {
    const settings = {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppType: appType,
      MicrosoftAppTenantId: tenantId,
    };
    super(
      new SharedClientsAuthentication(settings, undefined, undefined, undefined, {
        httpClient: createHttpClient(sendTimeoutMs),
      }),
    );
    this.#appId = appId;
  }

  /**
   * Authenticates the sender; rejects where the SDK does not trust it. The SDK's `processActivity` is not used: it
   * sends replies during the turn, whereas ours are committed first.
   */
  async authenticate(authorization: string, activity: Partial<Activity>): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization);
  }

  /** Runs `logic` in the conversation of a stored reference. */
  resume(reference: Reference, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const { channelId, serviceUrl, locale, conversation, user, bot } = reference;
    const account = ({ id, name = '' }: Reference['user']) => ({ id, name });
    const { id, conversationType = '', tenantId } = conversation;
    return this.continueConversationAsync(
      this.#appId,
      {
        channelId,
        serviceUrl,
        ...(locale && { locale }),
        conversation: { id, name: '', isGroup: false, conversationType, ...(tenantId && { tenantId }) },
        user: account(user),
        bot: account(bot),
      },
      logic,
    );
  }
}

/**
 * HTTP client of the SDK. It follows no redirects, since only the first target was checked. It turns every failure into
 * a `PushFailed`, since the SDK retries its own kinds of errors even where the message may have arrived.
 */
const createHttpClient = (timeoutMs: number): HttpClient => ({
  async sendRequest(request) {
    let status: number;
    let text: string;
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson({ preserveCase: true }),
        body: (request.body as string | undefined) ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw new PushFailed(failedFetch(error), { cause: error });
    }
    const failure = statusOutcome(status);
    if (failure) throw new PushFailed(failure);
    const headers = request.headers.clone();
    headers.set('content-type', 'application/json');
    return { request, status: 200, headers, bodyAsText: isJson(text) ? text : '{}' };
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
