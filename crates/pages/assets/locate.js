// "Use my location" (`data-app-locate`): writes where the device is into a field, after what was typed there. It asks
// when the button is pressed and never by itself. Without scripts, or where the browser cannot say, there is the field.
const LONGEST_WAIT = 20000;
const ANY_BEFORE = /(, )?-?\d+\.\d{5}, -?\d+\.\d{5} \(location of my device, to within \d+ metres?\)$/;

export function locate(group) {
  const field = document.getElementById(group.dataset.appLocate);
  if (!field || !window.isSecureContext || !navigator.geolocation) return;
  const status = group.querySelector("[role=status]");
  const found = ({ coords: { latitude, longitude, accuracy } }) => {
    const metres = Math.max(1, Math.ceil(accuracy));
    const within = `to within ${metres} ${metres === 1 ? "metre" : "metres"}`;
    // Five decimals are about a metre.
    const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)} (location of my device, ${within})`;
    const typed = field.value.replace(ANY_BEFORE, "").trim();
    field.value = typed ? `${typed}, ${place}` : place;
    status.textContent = `Your location was added, ${within}. You can change or remove it.`;
  };
  const notFound = (error) => {
    status.textContent = error.code === error.PERMISSION_DENIED
      ? "Your browser or device does not give your location to this page. Type where it is."
      : "Your location could not be found. Type where it is, or try again.";
  };
  group.querySelector("button").addEventListener("click", () => {
    status.textContent = "Finding where you are";
    navigator.geolocation.getCurrentPosition(found, notFound, {
      enableHighAccuracy: true,
      timeout: LONGEST_WAIT,
      maximumAge: 0,
    });
  });
  group.hidden = false;
}
