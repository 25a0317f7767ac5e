package io.palavra.ui;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * Deeplearning4j's server bound to the loopback address. Its own listens on every interface of the
 * machine and offers no way to say otherwise, so the call that begins to listen is given the
 * address on its way through.
 */
public final class LoopbackServer extends VertxUIServer {

  @Override
  public void init(Vertx vertx, Context context) {
    super.init(
        proxy(
            Vertx.class,
            (proxy, method, arguments) ->
                method.getName().equals("createHttpServer")
                    ? bound((HttpServer) call(vertx, method, arguments))
                    : call(vertx, method, arguments)),
        context);
  }

  private static HttpServer bound(HttpServer server) {
    return proxy(
        HttpServer.class,
        (proxy, method, arguments) -> {
          Object result =
              method.getName().equals("listen")
                  ? listen(server, arguments)
                  : call(server, method, arguments);
          return result == server ? proxy : result;
        });
  }

  @SuppressWarnings("unchecked")
  private static HttpServer listen(HttpServer server, Object[] arguments) {
    if (arguments.length != 2 || !(arguments[0] instanceof Integer port)) {
      throw new IllegalStateException(
          "the server listens in a way that can not be bound to loopback");
    }
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    return server.listen(port, host, (Handler<AsyncResult<HttpServer>>) arguments[1]);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
