// A classic script, for the cases in which no module runs: a page opened from the disk, a browser too old for
// modules, a module that did not arrive. It uses nothing but old JavaScript and knows nothing of the other files.
(function () {
  "use strict";

  function byId(id) {
    return document.getElementById(id);
  }

  var data = JSON.parse(byId("page-data").textContent);
  var chinese = /^zh\b/i.test(navigator.language || "");
  var words = data.words[chinese ? "zh" : "en"];

  function say(id, values) {
    var text = words[id];
    for (var name in values) text = text.split("{" + name + "}").join(values[name]);
    return text;
  }

  function add(parent, tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function message(title, text, again) {
    var box = byId("message");
    if (box.firstChild) return;
    document.documentElement.lang = chinese ? "zh-CN" : "en";
    byId("loading").hidden = true;
    byId("slow").hidden = true;
    add(box, "h1", title);
    add(box, "p", text);
    if (!again) return;
    var button = add(box, "button", say("web.retry"));
    button.className = "primary";
    button.onclick = function () {
      location.reload();
    };
  }

  function missing(file, reason) {
    message(say("web.missing_file.title"), say("web.missing_file", { file: file, reason: reason }), true);
  }

  // A module fails together with those it imports: ask for each, to name the one.
  function nameMissing(entry) {
    var names = [entry.getAttribute("src")];
    var links = document.querySelectorAll('link[rel="modulepreload"]');
    for (var i = 0; i < links.length; ++i) names.push(links[i].getAttribute("href"));
    var left = names.length;
    names.forEach(function (name) {
      var plain = name.replace(/\?.*/, "");
      fetch(name)
        .then(function (response) {
          if (!response.ok) missing(plain, say("web.reason.status", { status: response.status }));
        })
        .catch(function () {
          missing(plain, say("web.reason.network"));
        })
        .then(function () {
          if (--left === 0) missing(names[0], say("web.reason.broken"));
        });
    });
  }

  if (location.protocol === "file:") {
    message(say("web.from_disk.title"), say("web.from_disk"), false);
  } else if (!("noModule" in HTMLScriptElement.prototype)) {
    message(say("web.old_browser.title"), say("web.old_browser"), false);
  } else {
    var entry = document.querySelector('script[type="module"]');
    entry.addEventListener("error", function () {
      nameMissing(entry);
    });
  }
})();
