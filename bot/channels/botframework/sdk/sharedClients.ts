import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type Connector = ReturnType<ConnectorFactory['create']>;
type UserTokenClient = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>;
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** Cached connectors, one for each service URL. An Azure channel has a few, and every start of an Emulator adds one. */
const MAX_CONNECTORS = 100;

/**
 * The SDK's authentication with cached HTTP clients; its checks are unchanged. The SDK creates two clients for each
 * activity, which takes longer than the whole dialogue. Clients depend on the app id, which is fixed, on audience and
 * on service URL.
 */
export class SharedClientsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Connector>();
  #userTokenClient: UserTokenClient | undefined;

  override async authenticateRequest(
    ...args: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): Promise<Authenticated> {
    const authenticated = await super.authenticateRequest(...args);
    const { connectorFactory } = authenticated;
    return { ...authenticated, ...(connectorFactory && { connectorFactory: this.#share(connectorFactory) }) };
  }

  override createConnectorFactory(claims: Claims): ConnectorFactory {
    return this.#share(super.createConnectorFactory(claims));
  }

  /** One client for all: sign-in is not used. */
  override createUserTokenClient(claims: Claims): UserTokenClient {
    return (this.#userTokenClient ??= super.createUserTokenClient(claims));
  }

  /**
   * Caches the connectors of a factory, by audience and service URL. The SDK makes a new factory for each activity, so
   * replacing its method affects no other.
   */
  #share(factory: ConnectorFactory): ConnectorFactory {
    const create = factory.create.bind(factory);
    factory.create = (serviceUrl, audience = '') => {
      const cacheKey = `${audience} ${serviceUrl}`;
      const known = this.#connectors.get(cacheKey);
      if (known) return known;
      if (this.#connectors.size === MAX_CONNECTORS) this.#connectors.clear();
      const made = create(serviceUrl, audience || undefined);
      made.catch(() => this.#connectors.delete(cacheKey));
      this.#connectors.set(cacheKey, made);
      return made;
    };
    return factory;
  }
}
