import "./phone/main.js";
