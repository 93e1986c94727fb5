import { DeskError } from '../../errors';
import type { InboundActivity } from './inboundActivity';

/**
 * Channels a registered bot serves: one applicant to a conversation. Azure's own `directline` is not among them, because here that
 * name means the Direct Line of this server.
 */
export const SERVED_CHANNELS = [
  'emulator',
  'webchat',
  'msteams',
  'line',
  'telegram',
  'slack',
  'facebook',
  'email',
] as const;

/** What the connection, not the body, says about the sender. */
export interface Sender {
  remoteAddress: string | undefined;
  /** Host header. */
  host: string | undefined;
  /** True where a proxy passed the request on: then the address is the proxy's. */
  forwarded: boolean;
}

/**
 * Without an app id nobody is authenticated, so only an Emulator on this machine is served: every post it asks for goes to the
 * `serviceUrl` in its own body, which must not be turned on other machines (SSRF). The Host header must be a loopback name, too, or a
 * web page could reach us through a name that it makes resolve to 127.0.0.1.
 * @throws DeskError forbidden
 */
export function requireLoopbackSender({ remoteAddress, host, forwarded }: Sender): void {
  if (forwarded || !isLoopbackAddress(remoteAddress) || !isLoopbackHost(hostName(`http://${host ?? ''}`)))
    throw new DeskError('forbidden', 'Without MicrosoftAppId only a Bot Framework Emulator on this machine is served');
}

/** @throws DeskError forbidden for a channel, or without an app id a serviceUrl, that is not served */
export function screenActivity(
  activity: InboundActivity,
  { appId, allowedServiceUrls }: { appId: string; allowedServiceUrls: readonly string[] },
): void {
  const served: readonly string[] = appId ? SERVED_CHANNELS : ['emulator'];
  if (!served.includes(activity.channelId)) throw new DeskError('forbidden', 'This channelId is not served here');
  if (
    appId ||
    isLoopbackHost(hostName(activity.serviceUrl)) ||
    allowedServiceUrls.includes(new URL(activity.serviceUrl).origin)
  )
    return;
  throw new DeskError(
    'forbidden',
    'Without MicrosoftAppId serviceUrl must be on this machine or listed in ALLOWED_SERVICE_URLS',
  );
}

const hostName = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** As URL writes them: IPv6 in brackets, IPv4 in full. */
const isLoopbackHost = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);

const isLoopbackAddress = (address = ''): boolean =>
  address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
