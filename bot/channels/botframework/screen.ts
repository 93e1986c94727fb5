import { DeskError } from '../../errors';
import type { InboundActivity } from './inboundActivity';

/**
 * Channels of a registered bot, all with one user to a conversation. Azure's `directline` is missing, since here this
 * name means this server's own Direct Line.
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

/** The sender as the connection shows it. */
export interface Sender {
  remoteAddress: string | undefined;
  /** Host header. */
  host: string | undefined;
  /** Whether a proxy forwarded the request; the address is the proxy's then. */
  forwarded: boolean;
}

/**
 * Without an app id no sender is authenticated, so only an Emulator on this machine is served. Two attacks are
 * prevented: SSRF, since pushes go to the `serviceUrl` in the sender's own body; and DNS rebinding, by which a web page
 * could reach this server, hence the check of the Host header.
 * @throws DeskError forbidden
 */
export function requireLoopbackSender({ remoteAddress, host, forwarded }: Sender): void {
  if (forwarded || !isLoopbackAddress(remoteAddress) || !isLoopbackHost(hostName(`http://${host ?? ''}`)))
    throw new DeskError('forbidden', 'Without MicrosoftAppId only a Bot Framework Emulator on this machine is served');
}

/**
 * Checks that the channel is served and, without an app id, that the serviceUrl is on this machine or in
 * ALLOWED_SERVICE_URLS.
 * @throws DeskError forbidden
 */
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

/** Whether a host name is a loopback one, in the form that URL gives it: IPv6 in brackets, IPv4 in full. */
const isLoopbackHost = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);

const isLoopbackAddress = (address = ''): boolean =>
  address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
